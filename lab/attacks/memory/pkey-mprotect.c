// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same as anon-mprotect by pkey_mprotect(2) without a key.
 * Source: root-paths, "mprotect/pkey_mprotect". Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		broken("mmap");
	memcpy(memory, code_1337, sizeof(code_1337));
	if (pkey_mprotect(memory, 4096, PROT_READ | PROT_EXEC, -1))
		no_effect(errno);
	judge(runs_code(memory));
}
