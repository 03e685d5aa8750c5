// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of enable-verity, disk-label and mapped-disk: what only looks is not refused, where reading is
 * granted.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/random.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int file = open(PASSWD, O_RDONLY | O_CLOEXEC), random = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	int disk, flags, entropy = -1;
	char label[FSLABEL_MAX];

	stage("disk");
	disk = open(DISK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file < 0 || random < 0 || disk < 0 || isatty(file))
		no_effect(errno);
	if (ioctl(disk, FS_IOC_GETFLAGS, &flags) || ioctl(disk, FS_IOC_GETFSLABEL, label) ||
	    ioctl(random, RNDGETENTCNT, &entropy) || entropy < 0)
		no_effect(errno);
	effect();
}
