// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a process of another domain the first that the kernel kills when memory is short,
 * by /proc/PID/oom_score_adj. Source: proc_pid_oom_score_adj(5). Control: it says 1000.
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

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", prey.pid);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, "1000", 4) != 4)
		no_effect(errno);
	judge(file_begins(path, "1000\n"));
}
