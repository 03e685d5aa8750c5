// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a directory of ours as a program.
 * Source: python3(1); zipapp. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"
#include "session.h"

void attack(void)
{
	make_directory("/tmp/lab-program");
	drop_text(FOREIGN_PYTHON, "/tmp/lab-program/__main__.py");
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "/tmp/lab-program" }
	});
}
