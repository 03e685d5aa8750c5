// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Where executable memory is granted, turns on READ_IMPLIES_EXEC and executes an approved
 * program of a domain without that right: the personality stays, and the heap is executable with
 * it. (On x86-64 execve takes the bit away; in user-mode Linux it does not.) Source:
 * personality(2), "inherited by execve"; 6.12 survey, "personality + brk". Control: code on the
 * heap of the second runs.
 */
#define _GNU_SOURCE
#include <sys/personality.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/heap"), .argv = { "heap" } };

	if (personality(READ_IMPLIES_EXEC) < 0)
		broken("the first domain may not do its part");
	judge(runs(&start, FOREIGN_TEXT));
}
