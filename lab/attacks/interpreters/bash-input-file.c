// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives bash its standard input as the script: /dev/stdin.
 * Source: proc_pid_fd(5), /dev/stdin. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = BASH, .argv = { "bash", "/dev/stdin" }, .input = FOREIGN_SHELL
	});
}
