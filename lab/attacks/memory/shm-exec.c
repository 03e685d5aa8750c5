// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Attaches System V shared memory executable.
 * Source: root-paths, "SysV shm" (selinux-testsuite). Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include "attack.h"

void attack(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700);
	void *memory;
	int error;

	if (id < 0)
		no_effect(errno);
	memory = shmat(id, NULL, SHM_EXEC);
	error = errno;
	shmctl(id, IPC_RMID, NULL);
	if (memory == (void *)-1)
		no_effect(error);
	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
