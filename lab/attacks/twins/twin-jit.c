// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of anon-mprotect, in a domain with `use execmem`: code written at run time runs.
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
