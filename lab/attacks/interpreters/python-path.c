// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of Python with PYTHONPATH, where it finds its first module.
 * Source: python3(1), PYTHONPATH; site. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"
#include "session.h"

void attack(void)
{
	make_directory("/tmp/lab-modules");
	drop_text(FOREIGN_PYTHON, "/tmp/lab-modules/sitecustomize.py");
	judge_session(&(struct start){
		.path = lab_path("scripts/python"), .argv = { "script" }, .environment = { "PYTHONPATH=/tmp/lab-modules" }
	});
}
