// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of dash-dropped: an approved script as the first argument of its interpreter, with a
 * variable that no interpreter takes for code.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session_says(&(struct start){
		.path = DASH, .argv = { "dash", lab_path("scripts/dash") }, .environment = { "LANG=C" }
	}, "script ran");
}
