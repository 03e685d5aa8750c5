// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of ioperm, in a domain with `use lowlevel`: a port is written to.
 */
#define _GNU_SOURCE
#include <sys/io.h>

#include "attack.h"
#include "levers.h"

void attack(void)
{
	if (ioperm(SCRATCH_PORT, 1, 1))
		no_effect(errno);
	judge_port();
}
