// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Lets the approved ELF loader load a foreign program: `ld.so ./x`. The
 * policy even gives the loader away as a program.
 * Source: 6.12 survey, "ld.so ./x"; landlock #37; fapolicyd #131. Control: it speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/lib64/ld-linux-x86-64.so.2",
		.argv = { "ld.so", "/tmp/lab-ldso" } };

	drop("foreign/payload-dynamic", start.argv[1]);
	judge(runs(&start, FOREIGN_TEXT));
}
