// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Loads a module of ours: -I and -M.
 * Source: perlrun(1), "-M". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_PERL "1;\n", "/tmp/LabModule.pm");
	judge_session(&(struct start){
		.path = PERL, .argv = { "perl", "-I/tmp", "-MLabModule", "/dev/null" }
	});
}
