// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Samples the kernel while it works: addresses of its code, and what it does for others.
 * Source: 6.12 survey, "perf". Control: a sample tells an address of the kernel.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	sample_kernel();
}
