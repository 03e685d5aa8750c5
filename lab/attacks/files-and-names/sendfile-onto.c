// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has sendfile write to /etc/passwd. Source: sendfile(2). Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/sendfile.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct kept kept;
	int fd = open_passwd(&kept, O_WRONLY), error = 0;

	if (sendfile(fd, open_entry("/tmp/lab-send"), NULL, 16) != 16)
		error = errno;
	judge_change(&kept, error);
}
