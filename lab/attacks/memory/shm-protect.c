// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Attaches System V shared memory for writing and makes it executable afterwards.
 * Source: 6.12 survey, "SysV shm", "mprotect". Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	void *memory = shared_memory(0);

	memcpy(memory, code_1337, sizeof(code_1337));
	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}
