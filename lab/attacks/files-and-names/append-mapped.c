// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: stores into a shared mapping know
 * nothing of O_APPEND. Source: mmap(2): only the inode's append-only flag stops it. Control: the
 * beginning is overwritten.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd = open_log(&kept, O_RDWR), error = 0;
	char *map;

	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		error = errno;
	else
		memcpy(map, "intruder", 8);
	judge_change(&kept, error);
}
