// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same for the heap: brk takes the permission from the personality and no
 * LSM hook sees it. Source: 6.12 survey, "personality + brk" (ran on 6.18). Control: code on the
 * heap runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/personality.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	char *memory;

	if (personality(READ_IMPLIES_EXEC) < 0)
		no_effect(errno);
	memory = sbrk(8192);
	if (memory == (void *)-1)
		no_effect(errno);
	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
