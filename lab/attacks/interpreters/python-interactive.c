// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Talks to an interactive Python through a pipe: -i.
 * Source: python3(1), "-i". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "-i" }, .input = FOREIGN_PYTHON
	});
}
