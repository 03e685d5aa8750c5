// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of script-as-data: the shell runs what it is told on its command line.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/bin/sh", .argv = { "sh", "-c", "echo shell ran" } };

	judge(runs(&start, "shell ran"));
}
