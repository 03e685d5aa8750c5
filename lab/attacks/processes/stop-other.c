// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Stops a process of another domain, which is as good as killing what serves.
 * Source: signal(7), SIGSTOP. Control: it is stopped.
 */
#define _GNU_SOURCE
#include <signal.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);

	if (kill(prey.pid, SIGSTOP))
		no_effect(errno);
	if (comes_to_state(prey.pid, 'T'))
		effect();
	no_effect(0);
}
