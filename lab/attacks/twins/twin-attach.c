// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of fsmount-over-etc and open-tree-over-etc: the same in /tmp.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	int tree = detached_tmpfs();

	make_directory("/tmp/lab-twin-attach");
	if (move_mount(tree, "", AT_FDCWD, "/tmp/lab-twin-attach", MOVE_MOUNT_F_EMPTY_PATH))
		no_effect(errno);
	drop_text("attached", "/tmp/lab-twin-attach/file");
	judge_file("/tmp/lab-twin-attach/file", "attached");
}
