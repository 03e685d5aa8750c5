// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs foreign code in a memory file whose name is the path of an approved program. Source:
 * memfd_create(2): names are for debugging, and need not be unique. Control: the foreign program
 * speaks.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .fd = memfd_create("/../usr/bin/dash", 0), .argv = { "dash" } };

	if (start.fd < 0)
		no_effect(errno);
	copy_into("foreign/payload", start.fd);
	judge(runs(&start, FOREIGN_TEXT));
}
