// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Copies a mount of its own with open_tree and attaches the copy over /etc with move_mount:
 * mount(2) is not called. Source: 6.12 survey, "fsopen/…/move_mount". Control: /etc/passwd is the
 * other file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int tree;

	make_directory("/tmp/lab-tree");
	drop_text(INTRUDER_ENTRY, "/tmp/lab-tree/passwd");
	if (unshare(CLONE_NEWNS))
		broken("unshare");
	tree = open_tree(AT_FDCWD, "/tmp/lab-tree", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
	if (tree < 0 || move_mount(tree, "", AT_FDCWD, "/etc", MOVE_MOUNT_F_EMPTY_PATH))
		no_effect(errno);
	judge(file_begins(PASSWD, "intruder"));
}
