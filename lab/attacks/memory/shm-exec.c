// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Attaches System V shared memory executable.
 * Source: 6.12 survey, "SysV shm" (selinux-testsuite). Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	void *memory = shared_memory(SHM_EXEC);

	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
