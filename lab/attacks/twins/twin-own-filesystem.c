// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of lying-disk: an approved program on a filesystem that was mounted over its directory, and
 * whose content no process serves. (That it may lie on a disk, every twin shows where the lab's files
 * do: x86.)
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/mounted/helper"), .argv = { "helper" } };

	if (mount("none", lab_path("open/mounted"), "tmpfs", 0, NULL))
		no_effect(errno);
	drop("open/helper", start.path);
	judge(runs(&start, HELPER_TEXT));
}
