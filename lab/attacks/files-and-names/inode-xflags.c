// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a protected file append-only by the other way to set such flags. Source:
 * ioctl_xfs_fssetxattr(2), FS_IOC_FSSETXATTR. Control: the flag is set.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct fsxattr before, now;
	bool done;
	int fd;

	stage("disk");
	fd = open(DISK_PROTECTED, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, FS_IOC_FSGETXATTR, &before))
		no_effect(errno);
	now = before;
	now.fsx_xflags |= FS_XFLAG_APPEND;
	if (ioctl(fd, FS_IOC_FSSETXATTR, &now))
		no_effect(errno);
	done = ioctl(fd, FS_IOC_FSGETXATTR, &now) == 0 && (now.fsx_xflags & FS_XFLAG_APPEND);
	ioctl(fd, FS_IOC_FSSETXATTR, &before);
	if (done)
		effect();
	no_effect(0);
}
