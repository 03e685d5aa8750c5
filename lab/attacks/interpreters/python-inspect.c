// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of Python with PYTHONINSPECT: after it, standard input is code.
 * Source: python3(1), PYTHONINSPECT. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct session){
		.script = "python", .argv = { "script" }, .environment = { "PYTHONINSPECT=1" },
		.input = FOREIGN_PYTHON
	});
}
