// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shared-memory-written, message-taken, semaphore-set and shared-removed, in a domain that
 * may trace the other one: it may do all that with what the other one shares.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

static void use(const struct prey *prey)
{
	struct message message;
	struct view view;
	char *memory = shmat(shmget(shared_key(prey->pid), 0, 0), NULL, 0);

	if (memory == (void *)-1)
		no_effect(errno);
	strcpy(memory, "partner");
	view = prey_sees(prey);
	if (msgrcv(view.queue, &message, sizeof(message.text), 0, IPC_NOWAIT) < 0 ||
	    semctl(view.semaphore, 0, SETVAL, 7))
		no_effect(errno);
}

static void remove_all(const struct view *view)
{
	if (shmctl(view->memory, IPC_RMID, NULL) || msgctl(view->queue, IPC_RMID, NULL) ||
	    semctl(view->semaphore, 0, IPC_RMID))
		no_effect(errno);
}

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view used, removed;

	use(&prey);
	used = prey_sees(&prey);
	remove_all(&used);
	removed = prey_sees(&prey);
	judge(strcmp(used.text, "partner") == 0 && used.messages == 0 && used.value == 7 &&
	      removed.memory == -1 && removed.queue == -1 && removed.semaphore == -1);
}
