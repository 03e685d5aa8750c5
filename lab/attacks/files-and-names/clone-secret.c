// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has a file of its own share the blocks of a secret. Source: ioctl_ficlonerange(2). Control: the
 * secret is read in the own file.
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
	from = open(CLONE_SECRET, O_RDONLY | O_CLOEXEC);
	if (from < 0)
		no_effect(errno);
	own = open(CLONE_OWN "/copy", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (own < 0 || ioctl(own, FICLONE, from))
		no_effect(errno);
	judge_descriptor(own, STAGE_SECRET);
}
