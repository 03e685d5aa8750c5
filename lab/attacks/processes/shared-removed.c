// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Removes shared memory, queue and semaphore of another domain: IPC_RMID, which asks for no
 * permission on them. Source: shmctl(2), msgctl(2), semctl(2); ipc/util.c, ipcctl_obtain_check().
 * Control: one of them is gone for its owner.
 */
#define _GNU_SOURCE
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;
	int error = 0;

	view = prey_sees(&prey);
	if (shmctl(view.memory, IPC_RMID, NULL))
		error = errno;
	if (msgctl(view.queue, IPC_RMID, NULL))
		error = errno;
	if (semctl(view.semaphore, 0, IPC_RMID))
		error = errno;
	view = prey_sees(&prey);
	if (view.memory == -1 || view.queue == -1 || view.semaphore == -1)
		effect();
	no_effect(error);
}
