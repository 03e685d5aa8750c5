// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a loop device, which the domain may use, of a file that it may not write, and writes to
 * the device: then the kernel writes to the file. Source: loop(4). Control: the file has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	static char block[512] = "intruder";
	struct loop_config config = { .block_size = 512 };
	int disk = open("/dev/loop1", O_RDWR | O_CLOEXEC), error = 0;
	struct kept kept;
	int file;

	stage("disk");
	kept = keep(DISK_PROTECTED);
	file = open(DISK_PROTECTED, O_RDWR | O_CLOEXEC);
	if (disk < 0 || file < 0)
		no_effect(errno);
	config.fd = (uint32_t)file;
	if (ioctl(disk, LOOP_CONFIGURE, &config))
		no_effect(errno);
	if (pwrite(disk, block, sizeof(block), 0) != sizeof(block) || fsync(disk))
		error = errno;
	ioctl(disk, LOOP_CLR_FD, 0);
	judge_change(&kept, error);
}
