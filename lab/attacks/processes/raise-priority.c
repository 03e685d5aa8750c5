// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives itself the processor before all others, from a domain without any capability.
 * Source: setpriority(2), CAP_SYS_NICE. Control: it has the highest priority.
 */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "attack.h"

void attack(void)
{
	if (setpriority(PRIO_PROCESS, 0, -20))
		no_effect(errno);
	judge(getpriority(PRIO_PROCESS, 0) == -20);
}
