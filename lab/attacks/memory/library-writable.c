// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Makes the text of an approved library that is loaded writable and executable.
 * Source: 6.12 survey, "do not skip already VM_EXEC". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"
#include "library.h"

void attack(void)
{
	answer_function *answer = library_load("open/libhelper.so");
	char *page = (char *)((uintptr_t)answer & ~(uintptr_t)4095);

	if (!answer)
		broken("the approved library cannot be loaded");
	if (mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC))
		no_effect(errno);
	memcpy((char *)(uintptr_t)answer, code_1337, sizeof(code_1337));
	if (answer() == CODE_ANSWER)
		effect();
	no_effect(0);
}
