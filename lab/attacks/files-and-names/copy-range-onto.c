// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has the kernel copy a file of its own over /etc/passwd. Source: copy_file_range(2). Control: the
 * text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd = open_passwd(&kept, O_WRONLY), error = 0;

	if (copy_file_range(open_entry("/tmp/lab-copy"), NULL, fd, NULL, 16, 0) != 16)
		error = errno;
	judge_change(&kept, error);
}
