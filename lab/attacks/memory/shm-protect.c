// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Attaches System V shared memory for writing and makes it executable afterwards.
 * Source: root-paths, "SysV shm", "mprotect". Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#include "attack.h"

void attack(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700);
	void *memory;

	if (id < 0)
		no_effect(errno);
	memory = shmat(id, NULL, 0);
	shmctl(id, IPC_RMID, NULL);
	if (memory == (void *)-1)
		no_effect(errno);
	memcpy(memory, code_1337, sizeof(code_1337));
	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}
