// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of text-writable: memory that is not executable changes its protection freely.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	char *memory = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED || mprotect(memory, 4096, PROT_READ | PROT_WRITE))
		no_effect(errno);
	*memory = 1;
	judge(mprotect(memory, 4096, PROT_READ) == 0 && *memory == 1);
}
