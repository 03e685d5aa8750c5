// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of bash with a function in the environment, of the name of a
 * command that it uses. Source: bash(1), "Functions"; CVE-2014-6271. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = lab_path("scripts/bash"), .argv = { "script" },
		.environment = { "BASH_FUNC_echo%%=() { builtin echo 'foreign code ran'; }" }
	});
}
