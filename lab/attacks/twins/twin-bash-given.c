// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of bash-dropped: an approved script as the first argument of its interpreter, with a
 * variable that no interpreter takes for code.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session_says(&(struct start){
		.path = BASH, .argv = { "bash", lab_path("scripts/bash") }, .environment = { "LANG=C" }
	}, "script ran");
}
