// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same by its scheduling: SCHED_IDLE runs when nobody else does.
 * Source: sched_setscheduler(2). Control: it has that policy.
 */
#define _GNU_SOURCE
#include <sched.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	const struct sched_param parameter = { 0 };
	struct prey prey = start_prey("prey", NULL);

	if (sched_setscheduler(prey.pid, SCHED_IDLE, &parameter))
		no_effect(errno);
	judge(sched_getscheduler(prey.pid) == SCHED_IDLE);
}
