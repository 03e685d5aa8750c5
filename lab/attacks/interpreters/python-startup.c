// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an interactive Python with PYTHONSTARTUP, which names a file to be read first.
 * Source: python3(1), PYTHONSTARTUP. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_PYTHON, "/tmp/lab.startup.py");
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "-i" },
		.environment = { "PYTHONSTARTUP=/tmp/lab.startup.py" }
	});
}
