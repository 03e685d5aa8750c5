// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a loop device, which the domain may use, of a disk that it may not read. Source: loop(4):
 * the file may be a block device. Control: the secret on that disk is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int disk = open("/dev/loop1", O_RDWR | O_CLOEXEC), other;
	static char bytes[16 << 20];
	bool done;

	stage("raw-disk");
	other = open(RAW_DEVICE, O_RDONLY | O_CLOEXEC);
	if (disk < 0 || other < 0 || ioctl(disk, LOOP_SET_FD, other))
		no_effect(errno);
	done = read(disk, bytes, sizeof(bytes)) > 0 &&
	       memmem(bytes, sizeof(bytes), STAGE_SECRET, strlen(STAGE_SECRET));
	ioctl(disk, LOOP_CLR_FD, 0);
	judge(done);
}
