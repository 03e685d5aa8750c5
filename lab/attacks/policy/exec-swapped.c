// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Changes what a path leads to while it is being executed, again and again: an approved
 * program, a foreign one. Source: CWE-367, time of check and time of use; symlink(7). Control:
 * the foreign one runs.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "attack.h"

#define PATH "/tmp/lab-swapped"

enum { TRIES = 60 };

/* Renames a link to the one and a link to the other over the path. */
static _Noreturn void swap(const char *approved)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		unlink(PATH ".new");
		if (symlink("/tmp/lab-swapped-foreign", PATH ".new") || rename(PATH ".new", PATH) ||
		    symlink(approved, PATH ".new") || rename(PATH ".new", PATH))
			_exit(1);
	}
}

void attack(void)
{
	const char *approved = lab_path("open/helper");
	pid_t child;

	drop("foreign/payload", "/tmp/lab-swapped-foreign");
	unlink(PATH);
	if (symlink(approved, PATH) || (child = fork()) < 0)
		broken("a link");
	if (child == 0)
		swap(approved);
	for (int i = 0; i < TRIES; i++)
		if (runs(&(struct start){ .path = PATH, .argv = { "swapped" } }, FOREIGN_TEXT)) {
			kill(child, SIGKILL);
			effect();
		}
	kill(child, SIGKILL);
	no_effect(errno);
}
