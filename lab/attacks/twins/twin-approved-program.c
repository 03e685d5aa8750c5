// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of swapped-content and all of code/: an approved program runs.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" } };

	judge(runs(&start, HELPER_TEXT));
}
