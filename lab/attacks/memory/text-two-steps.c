// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Makes its own program text writable, but not executable meanwhile, changes it and makes
 * it executable again: no page is ever both. Source: 6.12 survey, "X to W", "COWed text"; SELinux's
 * execmod. Control: the function answers differently.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	unsigned char *page = own_text();

	if (mprotect(page, 4096, PROT_READ | PROT_WRITE))
		no_effect(errno);
	memcpy(page, code_1337, sizeof(code_1337));
	if (mprotect(page, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(page));
}
