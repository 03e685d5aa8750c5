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
	int fd = open_log(&kept, O_WRONLY), error = 0;

	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 8))
		error = errno;
	judge_change(&kept, error);
}
