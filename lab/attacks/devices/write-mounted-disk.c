// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4, G2. Changes a protected file by writing to the disk on which it is, below the filesystem.
 * Source: 6.12 survey, "raw block writes under a mounted fs". Control: the protected file has
 * changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static char block[4096];

/* Writes over the first block with the notice. */
static int write_below(int disk)
{
	for (off_t at = 0; pread(disk, block, sizeof(block), at) == sizeof(block); at += sizeof(block))
		if (memcmp(block, STAGE_PUBLIC, strlen(STAGE_PUBLIC)) == 0) {
			memcpy(block, "intruder", 8);
			if (pwrite(disk, block, sizeof(block), at) != sizeof(block) || fsync(disk))
				return errno;
		}
	return 0;
}

void attack(void)
{
	struct kept kept;
	int disk, error;

	stage("disk");
	kept = keep(DISK_PROTECTED);
	disk = open(DISK_DEVICE, O_RDWR | O_CLOEXEC);
	if (disk < 0)
		no_effect(errno);
	stage("drop");
	error = write_below(disk);
	stage("drop");
	judge_change(&kept, error);
}
