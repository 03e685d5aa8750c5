// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Names a file that bash reads before anything else: --init-file.
 * Source: bash(1), "--init-file". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_SHELL "exit\n", "/tmp/lab.rc");
	judge_session(&(struct start){
		.path = BASH, .argv = { "bash", "--init-file", "/tmp/lab.rc", "-i" }
	});
}
