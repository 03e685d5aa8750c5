// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process of another domain by a queued signal: rt_sigqueueinfo.
 * Source: rt_sigqueueinfo(2). Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	siginfo_t info = { .si_signo = SIGTERM, .si_code = SI_QUEUE };

	if (syscall(SYS_rt_sigqueueinfo, prey.pid, SIGTERM, &info))
		no_effect(errno);
	judge(prey_died(&prey, SIGTERM));
}
