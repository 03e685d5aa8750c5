// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of library-path: LD_LIBRARY_PATH finds an approved library.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	char path[4096];
	const struct start start = { .path = lab_path("open/linked"), .argv = { "linked" },
		.environment = { path } };

	snprintf(path, sizeof(path), "LD_LIBRARY_PATH=%s", lab_path("open"));
	judge(runs(&start, HELPER_TEXT ": 42"));
}
