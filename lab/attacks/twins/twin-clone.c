// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of clone-onto: a file that may be written shares the blocks of one that may be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int from, own;

	stage("clone-disk");
	from = open(CLONE_PROTECTED, O_RDONLY | O_CLOEXEC);
	own = open(CLONE_OWN "/twin", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (from < 0 || own < 0 || ioctl(own, FICLONE, from))
		no_effect(errno);
	judge_descriptor(own, STAGE_PUBLIC);
}
