// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of lower-priority, idle-io, descriptor-limit and the like: limits and priorities of a
 * process of the own domain.
 */
#define _GNU_SOURCE
#include <linux/ioprio.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	const struct rlimit few = { .rlim_cur = 64, .rlim_max = 64 };
	const struct sched_param parameter = { 0 };
	pid_t child = start_sleeper();
	bool good;

	good = prlimit(child, RLIMIT_NOFILE, &few, NULL) == 0 &&
	       setpriority(PRIO_PROCESS, child, 5) == 0 &&
	       sched_setscheduler(child, SCHED_BATCH, &parameter) == 0 &&
	       syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, child,
		       IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 7)) == 0;
	if (!good || getpriority(PRIO_PROCESS, child) != 5)
		no_effect(errno);
	kill(child, SIGKILL);
	effect();
}
