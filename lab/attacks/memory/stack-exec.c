// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Makes its stack executable, as the C library does for a library that asks for it, with
 * PROT_GROWSDOWN, and runs code there.
 * Source: 6.12 survey, "executable stack"; mprotect(2). Control: the code runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	unsigned char code[sizeof(code_1337)];
	char *page = (char *)((uintptr_t)code & ~(uintptr_t)4095);

	if (mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN))
		no_effect(errno);
	memcpy(code, code_1337, sizeof(code_1337));
	__asm__ volatile("" : : "r"(code) : "memory");
	judge(runs_code(code));
}
