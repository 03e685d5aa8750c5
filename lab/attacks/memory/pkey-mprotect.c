// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same as anon-mprotect by pkey_mprotect(2) without a key.
 * Source: 6.12 survey, "mprotect/pkey_mprotect". Control: the code runs.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	void *memory = page_with_code(-1, PROT_READ | PROT_WRITE);

	if (pkey_mprotect(memory, 4096, PROT_READ | PROT_EXEC, -1))
		no_effect(errno);
	judge(runs_code(memory));
}
