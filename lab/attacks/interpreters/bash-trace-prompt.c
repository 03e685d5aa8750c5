// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of bash traced (SHELLOPTS), with a prompt for the trace that is a command (PS4).
 * Source: bash(1), SHELLOPTS, PS4. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct session){
		.script = "bash", .argv = { "script" },
		.environment = { "SHELLOPTS=xtrace", "PS4=$(echo foreign code ran >&$LAB_OUT)", "LAB_OUT=1" }
	});
}
