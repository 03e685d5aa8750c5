// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shm-exec and its like: data in shared memory that two processes use.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	char *memory = shared_memory(0);
	pid_t pid = fork();

	if (pid == 0) {
		strcpy(memory, "data");
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	if (strcmp(memory, "data") == 0)
		effect();
	no_effect(0);
}
