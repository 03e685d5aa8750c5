// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes the processor away from a process of another domain: setpriority.
 * Source: setpriority(2). Control: it has the lowest priority.
 */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);

	if (setpriority(PRIO_PROCESS, prey.pid, 19))
		no_effect(errno);
	judge(getpriority(PRIO_PROCESS, prey.pid) == 19);
}
