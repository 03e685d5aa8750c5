// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of bash with BASH_ENV, which names a file to be read first.
 * Source: bash(1), BASH_ENV. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_SHELL, "/tmp/lab.env");
	judge_session(&(struct start){
		.path = lab_path("scripts/bash"), .argv = { "script" }, .environment = { "BASH_ENV=/tmp/lab.env" }
	});
}
