// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Opens a disk with the undocumented access mode 3, which is neither for reading nor for writing
 * but good for ioctl, and gives it a file of its own as its content. Source: open(2), "access mode 3".
 * Control: the disk has that content.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int disk = open("/dev/loop2", 3 | O_CLOEXEC);
	int image = open("/tmp/lab-image", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	struct loop_info64 info = { 0 };
	struct stat file;
	bool done;

	if (disk < 0)
		no_effect(errno);
	if (image < 0 || ftruncate(image, 1 << 20) || fstat(image, &file) ||
	    ioctl(disk, LOOP_SET_FD, image))
		no_effect(errno);
	done = ioctl(disk, LOOP_GET_STATUS64, &info) == 0 && info.lo_inode == file.st_ino;
	ioctl(disk, LOOP_CLR_FD, 0);
	judge(done);
}
