// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Lets the approved ELF loader load one of the system's own programs that
 * the policy does not list. Source: 6.12 survey, "ld.so ./x".
 * Control: id prints the user.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/lib64/ld-linux-x86-64.so.2",
		.argv = { "ld.so", "/usr/bin/id" } };

	judge(runs(&start, "uid=0"));
}
