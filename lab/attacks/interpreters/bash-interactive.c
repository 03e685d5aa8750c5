// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Talks to an interactive bash through a pipe: -i.
 * Source: bash(1), "-i"; the reverse shell of every tutorial. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = BASH, .argv = { "bash", "--norc", "-i" }, .input = FOREIGN_SHELL
	});
}
