// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of kexec-load, in a domain with `use kexec`: a kernel is loaded.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	load_kernel();
}
