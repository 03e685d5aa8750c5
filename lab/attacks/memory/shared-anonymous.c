// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Shared anonymous memory, which is a file inside: mapped twice by a fork, written by the
 * child and executed by the parent. Source: 6.12 survey, "tmpfs"; mmap(2). Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid;

	if (memory == MAP_FAILED)
		broken("mmap");
	pid = fork();
	if (pid == 0) {
		memcpy(memory, code_1337, sizeof(code_1337));
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}
