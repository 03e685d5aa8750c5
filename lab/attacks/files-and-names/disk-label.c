// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Gives a disk another label by a descriptor of any file on it: `root=LABEL=` then finds another
 * disk, or none. Source: ioctl_fslabel(2), FS_IOC_SETFSLABEL. Control: the label has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	static const char label[FSLABEL_MAX] = "intruder";
	char now[FSLABEL_MAX] = "";
	int fd;

	stage("disk");
	fd = open(DISK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		broken(DISK);
	if (ioctl(fd, FS_IOC_SETFSLABEL, label))
		no_effect(errno);
	if (ioctl(fd, FS_IOC_GETFSLABEL, now) == 0 && strcmp(now, label) == 0 &&
	    ioctl(fd, FS_IOC_SETFSLABEL, "lab-stage\0") == 0)
		effect();
	no_effect(errno);
}
