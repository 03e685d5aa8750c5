// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved script in a root directory whose /bin/sh is foreign.
 * Source: 6.12 survey, "shebang: bprm_check again with the interpreter". Control: it speaks.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "mounts.h"

void attack(void)
{
	const struct start start = { .path = "/open/script", .argv = { "script" },
		.root = "/tmp/lab-interpreter-root" };

	root_with_approved(start.root);
	if (mkdir("/tmp/lab-interpreter-root/bin", 0755))
		no_effect(errno);
	drop("foreign/payload-bare", "/tmp/lab-interpreter-root/bin/sh");
	judge(runs(&start, FOREIGN_TEXT));
}
