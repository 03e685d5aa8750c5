// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a module out of a directory of ours: -m.
 * Source: python3(1), "-m". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_PYTHON, "/tmp/labmodule.py");
	if (chdir("/tmp"))
		no_effect(errno);
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "-m", "labmodule" }
	});
}
