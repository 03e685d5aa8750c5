// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: one write asks not to append. Source:
 * pwritev2(2), RWF_NOAPPEND. Control: the beginning is overwritten.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>

#include "attack.h"
#include "files.h"

#ifndef RWF_NOAPPEND
#define RWF_NOAPPEND 0x20
#endif

void attack(void)
{
	const struct iovec text = { .iov_base = "intruder", .iov_len = 8 };
	struct kept kept;
	int fd = open_log(&kept, O_WRONLY), error = 0;

	if (pwritev2(fd, &text, 1, 0, RWF_NOAPPEND) != 8)
		error = errno;
	judge_change(&kept, error);
}
