// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Locks the shared memory of another domain into the machine's: SHM_LOCK, which asks for no
 * permission on it. Source: shmctl(2); ipc/shm.c, shmctl_do_lock(). Control: its owner sees it locked.
 */
#define _GNU_SOURCE
#include <sys/shm.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;

	view = prey_sees(&prey);
	if (shmctl(view.memory, SHM_LOCK, NULL))
		no_effect(errno);
	view = prey_sees(&prey);
	judge(view.locked);
}
