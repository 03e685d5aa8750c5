// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Has Perl look for its code in the middle of a file: -x.
 * Source: perlrun(1), "-x". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text("mail\n#!perl\n" FOREIGN_PERL "__END__\n", "/tmp/lab-mail");
	judge_session(&(struct start){
		.path = PERL, .argv = { "perl", "-x", "/tmp/lab-mail" }
	});
}
