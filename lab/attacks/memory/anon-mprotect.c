// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes code into anonymous memory, then makes it executable.
 * Source: root-paths, "mprotect W→X". Control: the code runs.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	void *memory = page_with_code(-1, PROT_READ | PROT_WRITE);

	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}
