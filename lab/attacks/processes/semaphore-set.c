// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets a semaphore of another domain: SETVAL. Source: semctl(2).
 * Control: its owner reads the number.
 */
#define _GNU_SOURCE
#include <sys/sem.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;

	view = prey_sees(&prey);
	if (semctl(view.semaphore, 0, SETVAL, 7))
		no_effect(errno);
	view = prey_sees(&prey);
	judge(view.value == 7);
}
