// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Decides what a core dump of a process of another domain will hold, by
 * /proc/PID/coredump_filter. Source: core(5). Control: it says what we wrote.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/coredump_filter", prey.pid);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, "0x7f", 4) != 4)
		no_effect(errno);
	judge(file_begins(path, "0000007f"));
}
