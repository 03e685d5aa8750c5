// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Loads a foreign module into the kernel by finit_module(2). The capability was given away.
 * Source: 6.12 survey, "module load". Control: it speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	load_module(true);
}
