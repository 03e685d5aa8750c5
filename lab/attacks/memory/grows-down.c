// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Asks for a stack of its own that is writable and executable (MAP_GROWSDOWN) and lets it
 * grow: the code runs in a page that no mmap was asked for.
 * Source: mmap(2), "MAP_GROWSDOWN"; 6.12 survey, "anonymous". Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

/* More than the gap that the kernel keeps below stacks. */
enum { HOLE = 4 << 20 };

/* User-mode Linux lets a stack grow only where the stack pointer is. */
static void grow(char *stack)
{
	__asm__ volatile("mov %%rsp, %%r12\n\tmov %0, %%rsp\n\t"
			 "movb $0, -4096(%%rsp)\n\tmov %%r12, %%rsp"
			 : : "r"(stack) : "r12", "memory");
}

void attack(void)
{
	char *place = mmap(NULL, HOLE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *top, *memory;

	/* In the middle of a hole, so that it has room to grow. */
	if (place == MAP_FAILED || munmap(place, HOLE))
		broken("mmap");
	top = place + HOLE - 4096;
	memory = mmap(top, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_FIXED_NOREPLACE, -1, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	grow(memory);
	memcpy(memory - 4096, code_1337, sizeof(code_1337));
	judge(runs_code(memory - 4096));
}
