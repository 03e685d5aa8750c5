// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shm-exec and its like: data in shared memory that two processes use.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700);
	char *memory;
	pid_t pid;

	if (id < 0)
		no_effect(errno);
	memory = shmat(id, NULL, 0);
	shmctl(id, IPC_RMID, NULL);
	if (memory == (void *)-1)
		no_effect(errno);
	pid = fork();
	if (pid == 0) {
		strcpy(memory, "data");
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	if (strcmp(memory, "data") == 0)
		effect();
	no_effect(0);
}
