// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Writes to a block device behind the file system's back, here a loop device
 * over a file of its own. Source: 6.12 survey, "raw block writes". Control: the bytes are
 * on the device.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"

static const char text[] = "raw bytes of the intruder";

/* A loop device of the own file; its number is known, the device node is not made by us. */
static void attach(int disk)
{
	int image = open("/tmp/lab-disk", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (image < 0 || ftruncate(image, 1 << 20) || ioctl(disk, LOOP_SET_FD, image))
		no_effect(errno);
	close(image);
}

void attack(void)
{
	int disk = open("/dev/loop0", O_RDWR | O_CLOEXEC);
	char said[sizeof(text)] = "";
	bool done;

	if (disk < 0)
		no_effect(errno);
	attach(disk);
	done = pwrite(disk, text, sizeof(text), 4096) == sizeof(text) && fsync(disk) == 0 &&
	       pread(disk, said, sizeof(said), 4096) == sizeof(said) && strcmp(said, text) == 0;
	ioctl(disk, LOOP_CLR_FD, 0);
	judge(done);
}
