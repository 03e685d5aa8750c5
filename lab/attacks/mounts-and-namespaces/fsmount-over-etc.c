// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a tmpfs with fsopen, fsconfig and fsmount, fills it while it is attached nowhere, and
 * attaches it over /etc. Source: 6.12 survey, "fsopen/fsconfig/fsmount/move_mount". Control:
 * /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	int tree = detached_tmpfs(), fd;

	if (unshare(CLONE_NEWNS))
		broken("unshare");
	fd = openat(tree, "passwd", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0 || write(fd, "intruder", 8) != 8)
		no_effect(errno);
	close(fd);
	if (move_mount(tree, "", AT_FDCWD, "/etc", MOVE_MOUNT_F_EMPTY_PATH))
		no_effect(errno);
	judge(file_begins(PASSWD, "intruder"));
}
