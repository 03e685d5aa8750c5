// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Maps /etc/passwd for reading and opens it for writing by way of /proc/self/map_files, which
 * leads to the file behind a mapping without walking a path. Source: proc(5), "/proc/pid/map_files".
 * Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int first = open(PASSWD, O_RDONLY | O_CLOEXEC);
	char path[96], *map;

	map = mmap(NULL, 4096, PROT_READ, MAP_SHARED, first, 0);
	if (map == MAP_FAILED)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/map_files/%lx-%lx", (unsigned long)map,
		 (unsigned long)map + 4096);
	judge_change(&kept, overwrite(path));
}
