// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Finds the shared memory of another domain by its key, and writes to it.
 * Source: shmget(2), shmop(2). Control: its owner reads what was written.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/shm.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;
	int id = shmget(shared_key(prey.pid), 0, 0);
	char *memory;

	if (id < 0)
		no_effect(errno);
	memory = shmat(id, NULL, 0);
	if (memory == (void *)-1)
		no_effect(errno);
	strcpy(memory, "intruder");
	view = prey_sees(&prey);
	judge(strcmp(view.text, "intruder") == 0);
}
