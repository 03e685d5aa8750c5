// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives Python its standard input as the script: /proc/self/fd/0.
 * Source: proc_pid_fd(5). Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = PYTHON, .argv = { "python3", "/proc/self/fd/0" }, .input = FOREIGN_PYTHON
	});
}
