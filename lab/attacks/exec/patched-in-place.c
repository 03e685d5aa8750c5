// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved program, so that its content has been judged, then
 * overwrites that same file and runs it again.
 * Source: root-paths, "write to an approved inode". Control: the second run is foreign.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/patched"), .argv = { "patched" } };
	char buffer[65536];
	int in, out;
	ssize_t got;

	if (!runs(&start, HELPER_TEXT))
		broken("the approved program does not run");
	in = open(lab_path("foreign/payload"), O_RDONLY | O_CLOEXEC);
	out = open(start.path, O_WRONLY | O_CLOEXEC);
	if (in < 0 || out < 0)
		no_effect(errno);
	while ((got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, got) != got)
			no_effect(errno);
	close(out);
	judge(runs(&start, FOREIGN_TEXT));
}
