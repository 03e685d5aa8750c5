// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of ldso-dropped: the approved loader starts and lists an approved library.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/lib64/ld-linux-x86-64.so.2",
		.argv = { "ld.so", "--version" } };

	judge(runs(&start, "ld.so"));
}
