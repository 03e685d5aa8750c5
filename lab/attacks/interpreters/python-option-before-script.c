// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts an option before an approved script of Python, so that more code is read after it: -i.
 * Source: python3(1), "-i". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "-i", lab_path("scripts/python") },
		.input = FOREIGN_PYTHON
	});
}
