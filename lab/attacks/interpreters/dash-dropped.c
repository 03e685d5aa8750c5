// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives dash a script that was dropped in /tmp.
 * Source: 6.12 survey, "interpreter reading a script as data, -c, stdin". Control: foreign code
 * ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_SHELL, "/tmp/lab.dash");
	judge_session(&(struct start){
		.path = DASH, .argv = { "sh", "/tmp/lab.dash" }
	});
}
