// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: it truncates it by the descriptor.
 * Source: ftruncate(2). Control: the log is empty.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd = open_log(&kept, O_WRONLY), error = 0;

	if (ftruncate(fd, 0))
		error = errno;
	judge_change(&kept, error);
}
