// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of append-cleared and its like: what the domain is for.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int fd;

	stage("files");
	fd = open(SHM_LOG, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0 || write(fd, "added\n", 6) != 6 || fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 4096))
		no_effect(errno);
	judge_file(SHM_LOG, STAGE_PUBLIC "\nadded\n");
}
