// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of anon-mprotect, in a domain with `use execmem`: code written at run time runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "code.h"

void attack(void)
{
	judge_written_page(-1);
}
