// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives a secret a second name by an O_PATH descriptor, without saying its first. Source:
 * linkat(2), AT_EMPTY_PATH, for which CAP_DAC_READ_SEARCH is enough. Control: it is read there.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *readable = "/var/tmp/lab-linked-fd";
	int fd = open(SHADOW, O_PATH | O_CLOEXEC);
	bool read_it;

	unlink(readable);
	if (fd < 0 || linkat(fd, "", AT_FDCWD, readable, AT_EMPTY_PATH))
		no_effect(errno);
	read_it = file_readable(readable);
	unlink(readable);
	judge(read_it);
}
