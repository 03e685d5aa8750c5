// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes the semaphore that another domain's processes take in turn: semop.
 * Source: semop(2). Control: its owner finds it taken.
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
	struct sembuf take = { .sem_op = -1, .sem_flg = IPC_NOWAIT };

	view = prey_sees(&prey);
	if (semop(view.semaphore, &take, 1))
		no_effect(errno);
	view = prey_sees(&prey);
	judge(view.value == 0);
}
