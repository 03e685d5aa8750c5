// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of evicted-content: an approved program that the kernel has forgotten, and nobody
 * has changed, runs again.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" } };

	if (!runs(&start, HELPER_TEXT))
		no_effect(errno);
	write_text("/proc/sys/vm/drop_caches", "3");
	judge(runs(&start, HELPER_TEXT));
}
