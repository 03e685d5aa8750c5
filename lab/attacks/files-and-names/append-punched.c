// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: it punches a hole, which is no write.
 * Source: fallocate(2). Control: the beginning is zero.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd, error = 0;

	stage("files");
	kept = keep(SHM_LOG);
	fd = open(SHM_LOG, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0)
		broken(SHM_LOG);
	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 8))
		error = errno;
	judge_change(&kept, error);
}
