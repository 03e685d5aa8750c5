// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gets a descriptor of /etc/passwd that may do nothing (O_PATH) and opens it again for writing
 * through /proc/self/fd. Source: open(2), "O_PATH"; 6.12 survey, "O_PATH fd, /proc/self/fd/N".
 * Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int place = open(PASSWD, O_PATH | O_CLOEXEC);
	char path[64];

	if (place < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", place);
	judge_change(&kept, overwrite(path));
}
