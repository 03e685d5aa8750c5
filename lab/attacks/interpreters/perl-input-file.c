// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives Perl its standard input as the script: /dev/fd/0.
 * Source: proc_pid_fd(5), /dev/fd. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = PERL, .argv = { "perl", "/dev/fd/0" }, .input = FOREIGN_PERL
	});
}
