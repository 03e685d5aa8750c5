// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an interactive dash with ENV, which names a file to be read first.
 * Source: dash(1), ENV. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "session.h"

void attack(void)
{
	drop_text(FOREIGN_SHELL, "/tmp/lab.env");
	judge_session(&(struct start){
		.path = DASH, .argv = { "sh", "-i" }, .environment = { "ENV=/tmp/lab.env" }
	});
}
