// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has a protected file share the blocks of a file of its own, so that it holds the same without
 * having been written. Source: ioctl_ficlonerange(2). Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

/* A file of whole blocks, on the same disk. */
static int own_blocks(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	static char block[4096];

	memset(block, '#', sizeof(block));
	if (fd < 0 || write(fd, block, sizeof(block)) != sizeof(block) || fsync(fd))
		no_effect(errno);
	return fd;
}

void attack(void)
{
	struct file_clone_range range = { .src_length = 4096 };
	struct kept kept;
	int to, error = 0;

	stage("clone-disk");
	kept = keep(CLONE_PROTECTED);
	range.src_fd = own_blocks(CLONE_OWN "/blocks");
	to = open(CLONE_PROTECTED, O_WRONLY | O_CLOEXEC);
	/* If not for writing, then as far as it goes. */
	if (to < 0) {
		error = errno;
		to = open(CLONE_PROTECTED, O_RDONLY | O_CLOEXEC);
	}
	if (ioctl(to, FICLONERANGE, &range) && ioctl(to, FICLONE, (int)range.src_fd) && !error)
		error = errno;
	judge_change(&kept, error);
}
