// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: it has ext4 exchange the log's blocks
 * for those of another file ("defragmentation"). Source: ext4's EXT4_IOC_MOVE_EXT, which asks whether
 * the descriptors write, not how. Control: the other text is in the log.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

struct move_extent {
	uint32_t reserved, donor;
	uint64_t from, donor_from, length, moved;
};

#define MOVE_EXTENT _IOWR('f', 15, struct move_extent)

/* Blocks of text that is ours; where it does not matter, but it must be on the same disk. */
static int own_file(void)
{
	static char page[4096];
	int fd = open(DISK "/own/donor", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	memset(page, 'x', sizeof(page));
	for (int i = 0; i < 16; i++)
		if (fd < 0 || write(fd, page, sizeof(page)) != sizeof(page))
			no_effect(errno);
	fsync(fd);
	return fd;
}

void attack(void)
{
	struct move_extent move = { .length = 4 };
	struct kept kept;
	int fd, log, error = 0;

	stage("disk");
	kept = keep(DISK_LOG);
	log = open(DISK_LOG, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (log < 0)
		broken(DISK_LOG);
	fd = own_file();
	move.donor = (uint32_t)log;
	if (ioctl(fd, MOVE_EXTENT, &move))
		error = errno;
	stage("drop");
	judge_change(&kept, error);
}
