// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of set-attribute, inode-flags, change-owner and set-times: the same with a file that may be
 * changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	const char *path = "/tmp/lab-twin-attributes";
	struct stat info;
	int fd, flags;

	drop_text("text", path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setxattr(path, "user.lab", "mark", 4, 0) || chown(path, 1234, -1) ||
	    utimensat(AT_FDCWD, path, times, 0) || ioctl(fd, FS_IOC_GETFLAGS, &flags))
		no_effect(errno);
	flags |= FS_NODUMP_FL;
	if (ioctl(fd, FS_IOC_SETFLAGS, &flags))
		no_effect(errno);
	if (stat(path, &info) == 0 && info.st_uid == 1234 && info.st_mtime == 1)
		effect();
	no_effect(0);
}
