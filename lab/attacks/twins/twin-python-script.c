// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of python-inline, python-dropped and the like: an approved script, by its #! line.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session_says(&(struct start){
		.path = lab_path("scripts/python"), .argv = { "script" }, .environment = { "LANG=C" }
	}, "script ran");
}
