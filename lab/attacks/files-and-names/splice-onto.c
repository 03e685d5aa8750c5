// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Moves what is in a pipe into /etc/passwd. Source: splice(2); CVE-2022-0847 (Dirty Pipe) is about
 * the same pages. Control: the text is in the file.
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
	int ends[2];

	if (pipe(ends) || write(ends[1], "intruder", 8) != 8)
		broken("pipe");
	if (splice(ends[0], NULL, fd, NULL, 8, 0) != 8)
		error = errno;
	judge_change(&kept, error);
}
