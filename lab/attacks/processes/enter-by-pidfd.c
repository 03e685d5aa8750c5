// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same by a descriptor of the process: setns(pidfd).
 * Source: setns(2), since Linux 5.8. Control: the host name in there is ours.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

static void own_name(void)
{
	if (unshare(CLONE_NEWUTS) || sethostname("lab-prey", 8))
		broken("a namespace");
}

void attack(void)
{
	struct prey prey = start_prey("prey", own_name);
	int process = (int)syscall(SYS_pidfd_open, prey.pid, 0);
	char name[64] = "";

	if (process < 0)
		broken("pidfd_open");
	if (setns(process, CLONE_NEWUTS))
		no_effect(errno);
	judge(gethostname(name, sizeof(name) - 1) == 0 && strcmp(name, "lab-prey") == 0);
}
