// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Asks for memory that is writable and executable at once.
 * Source: root-paths, "anonymous or JIT exec memory". Control: code written there runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		no_effect(errno);
	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
