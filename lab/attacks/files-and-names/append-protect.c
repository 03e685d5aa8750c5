// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: the mapping is for reading first, and
 * mprotect makes it writable. Source: mprotect(2). Control: the beginning is overwritten.
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

	map = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		no_effect(errno);
	if (mprotect(map, 4096, PROT_READ | PROT_WRITE))
		error = errno;
	else
		memcpy(map, "intruder", 8);
	judge_change(&kept, error);
}
