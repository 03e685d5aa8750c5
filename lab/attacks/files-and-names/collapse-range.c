// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Cuts the first block out of a file of an ext4 disk. Source: fallocate(2),
 * FALLOC_FL_COLLAPSE_RANGE. Control: the file is shorter by a block.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct stat info;
	off_t before;
	int fd;

	stage("disk");
	if (stat(DISK_PROTECTED, &info))
		broken(DISK_PROTECTED);
	before = info.st_size;
	fd = open(DISK_PROTECTED, O_RDWR | O_CLOEXEC);
	if (fd < 0 || fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 0, 4096))
		no_effect(errno);
	if (fstat(fd, &info) == 0 && info.st_size == before - 4096)
		effect();
	no_effect(0);
}
