// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process group that a process of another domain belongs to: kill(-PGID).
 * Source: kill(2). Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

static void own_group(void)
{
	setpgid(0, 0);
}

void attack(void)
{
	struct prey prey = start_prey("prey", own_group);

	if (kill(-prey.pid, SIGKILL))
		no_effect(errno);
	judge(prey_died(&prey, SIGKILL));
}
