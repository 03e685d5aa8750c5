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
	const struct kept kept = keep(PASSWD);
	int fd = open(PASSWD, O_WRONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		no_effect(errno);
	if (sendfile(fd, open_entry("/tmp/lab-send"), NULL, 16) != 16)
		error = errno;
	judge_change(&kept, error);
}
