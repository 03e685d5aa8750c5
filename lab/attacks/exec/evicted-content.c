// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved program, lets the kernel forget it (drop_caches, which the policy gave
 * away), overwrites its file and runs it again. Source: docs/architecture.md, "Content".
 * Control: the second run is foreign.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/evicted"), .argv = { "evicted" } };

	if (!runs(&start, HELPER_TEXT))
		broken("the approved program does not run");
	write_text("/proc/sys/vm/drop_caches", "3");
	overwrite_program("foreign/payload", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
