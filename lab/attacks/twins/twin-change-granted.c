// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of mmap-shared, punch-hole, truncate-path and reopen-path: the same with a file that may be
 * written.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char path[64], *map, said[8] = "";
	int place, fd;

	drop_text("0123456789", "/tmp/lab-twin-change");
	place = open("/tmp/lab-twin-change", O_PATH | O_CLOEXEC);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", place);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (place < 0 || fd < 0 || truncate("/tmp/lab-twin-change", 4096))
		no_effect(errno);
	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		no_effect(errno);
	memcpy(map, "mapped", 6);
	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 3) || pread(fd, said, 6, 0) != 6)
		no_effect(errno);
	if (memcmp(said, "\0\0\0ped", 6) == 0)
		effect();
	no_effect(0);
}
