// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of Perl with PERL5OPT and PERL5LIB: a module of ours is loaded
 * first. Source: perlrun(1), PERL5OPT, PERL5LIB. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_PERL "1;\n", "/tmp/LabOption.pm");
	judge_session(&(struct start){
		.path = lab_path("scripts/perl"), .argv = { "script" },
		.environment = { "PERL5LIB=/tmp", "PERL5OPT=-MLabOption" }
	});
}
