// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: it opens the log for appending,
 * clears O_APPEND and writes at the beginning. Source: fcntl(2), F_SETFL. Control: the beginning is
 * overwritten.
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

	if (fcntl(fd, F_SETFL, 0) || pwrite(fd, "intruder", 8, 0) != 8)
		error = errno;
	judge_change(&kept, error);
}
