// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Makes its own program text writable while it stays executable, and changes
 * a function. Source: 6.12 survey, "do not skip already VM_EXEC" (the hole of IPE and
 * of systemd #43511). Control: the function answers differently.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	unsigned char *page = own_text();

	if (mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC))
		no_effect(errno);
	memcpy(page, code_1337, sizeof(code_1337));
	judge(runs_code(page));
}
