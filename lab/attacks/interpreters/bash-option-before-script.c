// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts an option before an approved script, so that standard input is what is read: -s.
 * Source: bash(1), "-s". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = BASH, .argv = { "bash", "-s", lab_path("scripts/bash") }, .input = FOREIGN_SHELL
	});
}
