// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Enters the namespace of a process of another domain by the file that stands for it:
 * setns(/proc/PID/ns/uts). Source: setns(2). Control: the host name in there is ours.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", name_machine);
	char path[64];
	int space;

	snprintf(path, sizeof(path), "/proc/%d/ns/uts", prey.pid);
	space = open(path, O_RDONLY | O_CLOEXEC);
	if (space < 0 || setns(space, CLONE_NEWUTS))
		no_effect(errno);
	judge_machine();
}
