// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives a busy process of another domain a second of processor time: prlimit(RLIMIT_CPU)
 * has it killed without a signal of ours.
 * Source: getrlimit(2). Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	const struct rlimit second = { .rlim_cur = 1, .rlim_max = 1 };
	struct prey prey = start_prey("spin", NULL);
	int status;

	if (prlimit(prey.pid, RLIMIT_CPU, &second, NULL))
		no_effect(errno);
	if (waitpid(prey.pid, &status, 0) == prey.pid && WIFSIGNALED(status))
		effect();
	no_effect(0);
}
