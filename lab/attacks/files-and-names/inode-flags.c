// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a protected file immutable, so that its owner cannot change it any more, through a
 * descriptor that was opened for reading. Source: ioctl_iflags(2), FS_IOC_SETFLAGS. Control: the flag
 * is set.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int fd, flags = 0, before;
	bool done;

	stage("files");
	fd = open(SHM_PROTECTED, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, FS_IOC_GETFLAGS, &before))
		no_effect(errno);
	flags = before | FS_IMMUTABLE_FL;
	if (ioctl(fd, FS_IOC_SETFLAGS, &flags))
		no_effect(errno);
	done = ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_IMMUTABLE_FL);
	ioctl(fd, FS_IOC_SETFLAGS, &before);
	if (done)
		effect();
	no_effect(0);
}
