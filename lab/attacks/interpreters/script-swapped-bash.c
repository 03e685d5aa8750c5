// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives bash an approved script by a link that is turned to a foreign one between execve and
 * the moment when bash opens it.
 * Source: CWE-367; the old race of setuid scripts, execve(2). Control: foreign code ran.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "race.h"
#include "session.h"

enum { TRIES = 40 };

void attack(void)
{
	const char *link = "/tmp/lab-swapped-script", *foreign = "/tmp/lab-swapped.bash";
	const struct start by_line = { .path = link, .argv = { "script" } };
	const struct start by_name = { .path = BASH, .argv = { "bash", link } };
	bool done = false;
	int error = 0;
	pid_t turner;

	drop_text(FOREIGN_SHELL, foreign);
	turner = start_turning(link, lab_path("scripts/bash"), foreign);
	for (int i = 0; i < TRIES && !done; i++) {
		done = runs(&by_line, FOREIGN_TEXT) || runs(&by_name, FOREIGN_TEXT);
		error = errno;
	}
	stop_changing(turner);
	if (done)
		effect();
	no_effect(error);
}
