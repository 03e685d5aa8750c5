// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of fsmount-over-etc and open-tree-over-etc: the same in /tmp.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int context = fsopen("tmpfs", FSOPEN_CLOEXEC), tree;

	make_directory("/tmp/lab-twin-attach");
	if (context < 0 || fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		no_effect(errno);
	tree = fsmount(context, FSMOUNT_CLOEXEC, 0);
	if (tree < 0 || move_mount(tree, "", AT_FDCWD, "/tmp/lab-twin-attach", MOVE_MOUNT_F_EMPTY_PATH))
		no_effect(errno);
	drop_text("attached", "/tmp/lab-twin-attach/file");
	judge_file("/tmp/lab-twin-attach/file", "attached");
}
