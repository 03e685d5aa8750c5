// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of overlay-disk: the node of an overlay is called as the domain may call one that it makes, and the
 * disk is its own.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

#define VIEW "/tmp/lab-brought"

void attack(void)
{
	int image = open("/tmp/lab-twin-node", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	static char block[4096] = "by the node";
	int disk, read_back;

	make_directory(VIEW);
	make_directory(VIEW "/empty");
	make_directory(VIEW "/view");
	if (image < 0 || write(image, block, sizeof(block)) != sizeof(block) ||
	    mount("none", VIEW "/view", "overlay", 0, "lowerdir=/dev:" VIEW "/empty"))
		no_effect(errno);
	disk = open(VIEW "/view/loop2", O_RDWR | O_CLOEXEC);
	if (disk < 0 || ioctl(disk, LOOP_SET_FD, image))
		no_effect(errno);
	memset(block, 0, sizeof(block));
	read_back = read(disk, block, sizeof(block)) > 0;
	ioctl(disk, LOOP_CLR_FD, 0);
	judge(read_back && strcmp(block, "by the node") == 0);
}
