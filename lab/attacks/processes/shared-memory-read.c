// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Attaches the shared memory of another domain by its number, without asking for the key, and
 * reads it. Source: shmop(2); ipc/shm.c, do_shmat(). Control: its secret.
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
	char *memory;

	view = prey_sees(&prey);
	memory = shmat(view.memory, NULL, SHM_RDONLY);
	if (memory == (void *)-1)
		no_effect(errno);
	judge(strcmp(memory, SECRET_TEXT) == 0);
}
