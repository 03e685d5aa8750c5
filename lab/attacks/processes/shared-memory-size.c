// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Asks for the size and the users of another domain's shared memory by the call that needs no
 * permission: SHM_STAT_ANY. Source: shmctl(2). Control: the size is right.
 */
#define _GNU_SOURCE
#include <sys/shm.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	/* It counts slots: a number is a slot and, above that, how often it was used. */
	enum { SLOTS = 32768 };
	struct prey prey = start_prey("share", NULL);
	struct view view;
	struct shmid_ds segment;

	view = prey_sees(&prey);
	if (shmctl(view.memory % SLOTS, SHM_STAT_ANY, &segment) < 0)
		no_effect(errno);
	judge(segment.shm_segsz == SHARED_SIZE);
}
