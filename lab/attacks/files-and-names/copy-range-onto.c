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
	const struct kept kept = keep(PASSWD);
	int fd = open(PASSWD, O_WRONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		no_effect(errno);
	if (copy_file_range(open_entry("/tmp/lab-copy"), NULL, fd, NULL, 16, 0) != 16)
		error = errno;
	judge_change(&kept, error);
}
