// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts an overlay over the directory of an approved program, with a
 * foreign program of the same name in its upper layer.
 * Source: 6.12 survey, "overlayfs: judge the inode that holds the data". Control: it speaks.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	const char *directories[] = { "/tmp/lab-overlay", "/tmp/lab-overlay/upper", "/tmp/lab-overlay/work" };
	const char *directory = lab_path("open/layered");
	const struct start start = { .path = lab_path("open/layered/helper"), .argv = { "helper" } };
	char options[4096];

	/* An upper layer can't be on an overlay, as /tmp is. */
	if (mkdir(directories[0], 0755) || mount("none", directories[0], "tmpfs", 0, NULL))
		no_effect(errno);
	for (int i = 1; i < 3; i++)
		if (mkdir(directories[i], 0755))
			no_effect(errno);
	drop("foreign/payload", "/tmp/lab-overlay/upper/helper");
	snprintf(options, sizeof(options), "lowerdir=%s,upperdir=%s,workdir=%s", directory,
		 directories[1], directories[2]);
	if (mount("none", directory, "overlay", 0, options))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
