// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Turns the beginning of /etc/passwd into zeroes without writing. Source: fallocate(2),
 * FALLOC_FL_PUNCH_HOLE. Control: the bytes are zero.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd = open_passwd(&kept, O_WRONLY), error = 0;

	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 64))
		error = errno;
	judge_change(&kept, error);
}
