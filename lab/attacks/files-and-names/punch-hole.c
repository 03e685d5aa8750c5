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
	const struct kept kept = keep(PASSWD);
	int fd = open(PASSWD, O_WRONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		no_effect(errno);
	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 64))
		error = errno;
	judge_change(&kept, error);
}
