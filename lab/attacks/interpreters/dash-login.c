// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts dash as a login shell (a minus before its name), which reads a profile in a home of
 * ours. Source: dash(1), "Invocation". Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"
#include "session.h"

void attack(void)
{
	make_directory("/tmp/lab-home");
	drop_text(FOREIGN_SHELL, "/tmp/lab-home/.profile");
	judge_session(&(struct start){
		.path = DASH, .argv = { "-sh" }, .environment = { "HOME=/tmp/lab-home" }
	});
}
