// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of loop-over-protected: a file that may be written; the size is asked for by a descriptor for
 * reading.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int image = open("/tmp/lab-twin-disk", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int disk = open("/dev/loop4", O_RDWR | O_CLOEXEC), again;
	static char block[512] = "on the disk";
	uint64_t size = 0;

	if (image < 0 || disk < 0 || ftruncate(image, 1 << 20) || ioctl(disk, LOOP_SET_FD, image))
		no_effect(errno);
	again = open("/dev/loop4", O_RDONLY | O_CLOEXEC);
	if (again < 0 || ioctl(again, BLKGETSIZE64, &size) || size != 1 << 20 ||
	    pwrite(disk, block, sizeof(block), 0) != sizeof(block) || fsync(disk))
		no_effect(errno);
	ioctl(disk, LOOP_CLR_FD, 0);
	judge_descriptor(image, "on the disk");
}
