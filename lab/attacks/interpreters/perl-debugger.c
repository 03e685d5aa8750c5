// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of Perl in the debugger (PERL5OPT=-d), whose program PERL5DB gives.
 * Source: perlrun(1), PERL5DB. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	judge_session(&(struct start){
		.path = lab_path("scripts/perl"), .argv = { "script" },
		.environment = { "PERL5OPT=-d", "PERL5DB=BEGIN { print qq{foreign code ran\\n}; }" }
	});
}
