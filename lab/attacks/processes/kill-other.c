// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process of another domain. The capability for it was given away.
 * Source: DESIGN 3, "signal". Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "attack.h"

void attack(void)
{
	pid_t prey = (pid_t)lab_number("PREY_PID");
	const struct timespec moment = { .tv_nsec = 10000000 };
	char path[64], state;
	FILE *status;

	if (kill(prey, SIGKILL))
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/%d/stat", prey);
	/* The runner does not wait for it: dead is a zombie. */
	for (int i = 0; i < 200; i++) {
		status = fopen(path, "re");
		if (!status || (fscanf(status, "%*d %*s %c", &state) == 1 && state == 'Z'))
			effect();
		fclose(status);
		nanosleep(&moment, NULL);
	}
	no_effect(0);
}
