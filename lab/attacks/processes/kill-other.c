// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process of another domain. The capability for it was given away.
 * Source: docs/architecture.md, "signal". Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	pid_t prey = (pid_t)lab_number("PREY_PID");

	if (kill(prey, SIGKILL))
		no_effect(errno);
	/* The runner does not wait for it: dead is a zombie. */
	if (comes_to_state(prey, 'Z'))
		effect();
	no_effect(0);
}
