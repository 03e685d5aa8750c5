// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Asks for memory that is writable and executable at once.
 * Source: 6.12 survey, "anonymous or JIT exec memory". Control: code written there runs.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	judge(runs_code(page_with_code(-1, PROT_READ | PROT_WRITE | PROT_EXEC)));
}
