// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of dropped-script: an approved script runs by its approved interpreter.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/script"), .argv = { "script" } };

	judge(runs(&start, "script ran"));
}
