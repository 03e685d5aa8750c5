// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Makes its own device node for a disk in /tmp, where it may write anything,
 * and opens that. Source: root-paths, "raw block writes". Control: the disk opens for writing.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/tmp/lab-node";
	int fd;

	unlink(path);
	/* 7:1 is /dev/loop1 on every machine. */
	if (mknod(path, S_IFBLK | 0600, makedev(7, 1)))
		no_effect(errno);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	effect();
}
