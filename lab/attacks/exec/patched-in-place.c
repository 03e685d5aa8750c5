// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved program, so that its content has been judged, then
 * overwrites that same file and runs it again.
 * Source: 6.12 survey, "write to an approved inode". Control: the second run is foreign.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/patched"), .argv = { "patched" } };

	if (!runs(&start, HELPER_TEXT))
		broken("the approved program does not run");
	overwrite_program("foreign/payload", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
