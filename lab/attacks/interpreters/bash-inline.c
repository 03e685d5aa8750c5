// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Hands bash its code on the command line: -c.
 * Source: 6.12 survey, "interpreter reading a script as data, -c, stdin". Control: foreign code
 * ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = BASH, .argv = { "bash", "-c", FOREIGN_SHELL }
	});
}
