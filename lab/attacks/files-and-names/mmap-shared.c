// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Writes to /etc/passwd by a store into a shared mapping: no call writes. Source: mmap(2),
 * MAP_SHARED. Control: the text is in the file.
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
	int fd = open_passwd(&kept, O_RDWR), error = 0;
	char *map;

	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map != MAP_FAILED)
		memcpy(map, "intruder", 8);
	if (map == MAP_FAILED || msync(map, 4096, MS_SYNC))
		error = errno;
	judge_change(&kept, error);
}
