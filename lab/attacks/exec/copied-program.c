// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Copies an approved program elsewhere and runs the copy. The content is
 * approved, the name is not: a copy may lie where anyone can change it.
 * Source: fapolicyd #131 (path aliases). Control: the copy speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-copied", .argv = { "helper" } };

	drop("open/helper", start.path);
	judge(runs(&start, HELPER_TEXT));
}
