// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Attaches a tmpfs of its own beneath the one at /dev/shm; unmounting the upper one then uncovers
 * it. Source: move_mount(2), MOVE_MOUNT_BENEATH (6.5). Control: /dev/shm is the other filesystem.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "mounts.h"

#ifndef MOVE_MOUNT_BENEATH
#define MOVE_MOUNT_BENEATH 0x200
#endif

void attack(void)
{
	int tree = detached_tmpfs(), fd;

	if (unshare(CLONE_NEWNS))
		broken("unshare");
	fd = openat(tree, "lab-beneath", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0)
		no_effect(errno);
	close(fd);
	if (move_mount(tree, "", AT_FDCWD, "/dev/shm", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_BENEATH) ||
	    umount2("/dev/shm", MNT_DETACH))
		no_effect(errno);
	judge(access("/dev/shm/lab-beneath", F_OK) == 0);
}
