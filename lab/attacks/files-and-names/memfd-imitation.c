// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs foreign code in a memory file whose name is the path of an approved program. Source:
 * memfd_create(2): names are for debugging, and need not be unique. Control: the foreign program
 * speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .fd = memfd_create("/../usr/bin/dash", 0), .argv = { "dash" } };
	int from = open(lab_path("foreign/payload"), O_RDONLY | O_CLOEXEC);

	if (start.fd < 0 || from < 0)
		no_effect(errno);
	while (sendfile(start.fd, from, NULL, 1 << 20) > 0)
		;
	judge(runs(&start, FOREIGN_TEXT));
}
