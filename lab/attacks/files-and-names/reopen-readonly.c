// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens /etc/passwd for reading, as it may, and opens that descriptor again for writing by
 * /dev/fd. Source: proc(5), "/proc/pid/fd": the link leads to the file and not to the descriptor.
 * Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int first = open(PASSWD, O_RDONLY | O_CLOEXEC), fd, error = 0;
	char path[64];

	if (first < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/dev/fd/%d", first);
	fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
	if (fd < 0 || write(fd, "intruder::0:0::/:\n", 18) != 18)
		error = errno;
	judge_change(&kept, error);
}
