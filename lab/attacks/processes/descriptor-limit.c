// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Lets a process of another domain open nothing more: prlimit(RLIMIT_NOFILE).
 * Source: getrlimit(2). Control: its limit is what we set.
 */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	const struct rlimit few = { .rlim_cur = 4, .rlim_max = 4 };
	struct prey prey = start_prey("prey", NULL);
	struct rlimit now = { 0 };

	if (prlimit(prey.pid, RLIMIT_NOFILE, &few, NULL))
		no_effect(errno);
	judge(prlimit(prey.pid, RLIMIT_NOFILE, NULL, &now) == 0 && now.rlim_max == 4);
}
