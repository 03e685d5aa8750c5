// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Sets the personality under which everything readable is executable, then
 * asks for plain memory. Source: 6.12 survey, "personality". Control: code in it runs.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/personality.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	if (personality(READ_IMPLIES_EXEC) < 0)
		no_effect(errno);
	judge(runs_code(page_with_code(-1, PROT_READ | PROT_WRITE)));
}
