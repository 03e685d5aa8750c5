// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of perf-kernel, in a domain with `use perf`: the kernel is sampled.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	sample_kernel();
}
