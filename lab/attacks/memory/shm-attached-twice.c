// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Attaches System V shared memory for writing, then once more only for executing.
 * Source: 6.12 survey, "SysV shm"; shmat(2), "SHM_EXEC". Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700);
	void *writable, *executable;
	int error;

	if (id < 0)
		no_effect(errno);
	writable = shmat(id, NULL, 0);
	executable = shmat(id, NULL, SHM_RDONLY | SHM_EXEC);
	error = errno;
	shmctl(id, IPC_RMID, NULL);
	if (writable == (void *)-1 || executable == (void *)-1)
		no_effect(error);
	memcpy(writable, code_1337, sizeof(code_1337));
	judge(runs_code(executable));
}
