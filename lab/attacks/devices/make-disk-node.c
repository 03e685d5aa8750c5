// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Makes its own device node for a disk in /tmp, where it may write anything, and opens that.
 * Source: 6.12 survey, "raw block writes". Control: the secret on the disk is read, and a byte of
 * it changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *path = "/tmp/lab-node";

	stage("raw-disk");
	unlink(path);
	/* 7:5 is RAW_DEVICE on every machine. */
	if (mknod(path, S_IFBLK | 0600, makedev(7, 5)))
		no_effect(errno);
	judge_raw_disk(open(path, O_RDWR | O_CLOEXEC));
}
