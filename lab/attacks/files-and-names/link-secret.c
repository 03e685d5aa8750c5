// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives a secret a second name, a hard link, where it may be read.
 * Source: docs/architecture.md, "Names and labels", and link(2). Control: it can be read there.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *readable = "/var/tmp/lab-linked";
	bool read_it;

	unlink(readable);
	if (link("/etc/shadow", readable))
		no_effect(errno);
	read_it = file_readable(readable);
	unlink(readable);
	judge(read_it);
}
