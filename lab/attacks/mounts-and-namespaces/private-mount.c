// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same in a mount namespace of its own, which the rest of the machine does
 * not see: the file's name then is that of a file system that stands nowhere.
 * Source: docs/architecture.md, "Names and labels"; mount_namespaces(7). Control: the foreign
 * program speaks.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"

void attack(void)
{
	const char *directory = lab_path("open/covered");
	const struct start start = { .path = lab_path("open/covered/helper"), .argv = { "helper" } };

	if (unshare(CLONE_NEWNS) || mount("none", directory, "tmpfs", 0, NULL))
		no_effect(errno);
	drop("foreign/payload", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
