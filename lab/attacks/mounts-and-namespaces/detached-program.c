// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs foreign code on a tmpfs that never got a place, where even a path that leads to it does
 * not exist. Source: fsmount(2); 6.12 survey, "detached trees give path-less files". Control: the
 * foreign program speaks.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"
#include "mounts.h"

void attack(void)
{
	struct start start = { .argv = { "payload" } };
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d/payload", detached_tmpfs());
	drop("foreign/payload", path);
	start.path = path;
	judge(runs(&start, FOREIGN_TEXT));
}
