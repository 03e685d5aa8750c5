// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Makes its own program text writable while it stays executable, and changes
 * a function. Source: root-paths, "do not skip already VM_EXEC" (the hole of IPE and
 * of systemd #43511). Control: the function answers differently.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"

/* Two pages of text that hold nothing else, so that changing them harms nobody. */
__attribute__((aligned(4096), noinline)) static int target(void)
{
	__asm__ volatile(".fill 8192, 1, 0x90");
	return 1;
}

void attack(void)
{
	unsigned char *page = (unsigned char *)(((uintptr_t)target + 4095) & ~(uintptr_t)4095);

	if (mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC))
		no_effect(errno);
	memcpy(page, code_1337, sizeof(code_1337));
	judge(runs_code(page));
}
