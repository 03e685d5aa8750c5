// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of finit-module, in a domain with `use module`: a module is loaded.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	load_module(true);
}
