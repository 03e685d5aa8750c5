// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Talks to an interactive dash through a pipe: -i.
 * Source: dash(1), "-i". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = DASH, .argv = { "sh", "-i" }, .input = FOREIGN_SHELL
	});
}
