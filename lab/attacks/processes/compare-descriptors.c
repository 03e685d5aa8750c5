// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Learns which descriptors a process of another domain holds: kcmp.
 * Source: kcmp(2). Control: it tells its standard error, which is ours, from its input.
 */
#define _GNU_SOURCE
#include <linux/kcmp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	long same = syscall(SYS_kcmp, getpid(), prey.pid, KCMP_FILE, 2, 2);
	long other = syscall(SYS_kcmp, getpid(), prey.pid, KCMP_FILE, 2, 0);

	if (same < 0 || other < 0)
		no_effect(errno);
	if (same == 0 && other != 0)
		effect();
	no_effect(0);
}
