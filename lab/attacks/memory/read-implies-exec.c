// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Sets the personality under which everything readable is executable, then
 * asks for plain memory. Source: root-paths, "personality". Control: code in it runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>

#include "attack.h"

void attack(void)
{
	void *memory;

	if (personality(READ_IMPLIES_EXEC) < 0)
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
