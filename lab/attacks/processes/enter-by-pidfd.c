// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same by a descriptor of the process: setns(pidfd).
 * Source: setns(2), since Linux 5.8. Control: the host name in there is ours.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", name_machine);
	int process = (int)syscall(SYS_pidfd_open, prey.pid, 0);

	if (process < 0)
		broken("pidfd_open");
	if (setns(process, CLONE_NEWUTS))
		no_effect(errno);
	judge_machine();
}
