// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs foreign code on a tmpfs that never got a place, where even a path that leads to it does not
 * exist. Source: fsmount(2); root-paths, "detached trees give path-less files". Control: the foreign
 * program speaks.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "payload" } };
	int context = fsopen("tmpfs", FSOPEN_CLOEXEC), tree;
	char path[64];

	if (context < 0 || fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		no_effect(errno);
	tree = fsmount(context, 0, 0);
	if (tree < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d/payload", tree);
	drop("foreign/payload", path);
	start.path = path;
	judge(runs(&start, FOREIGN_TEXT));
}
