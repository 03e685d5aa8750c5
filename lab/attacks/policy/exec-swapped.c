// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Changes what a path leads to while it is being executed, again and again: an approved
 * program, a foreign one. Source: CWE-367, time of check and time of use; symlink(7). Control:
 * the foreign one runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "race.h"

enum { TRIES = 60 };

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-swapped", .argv = { "swapped" } };
	bool done = false;
	int error = 0;
	pid_t turner;

	drop("foreign/payload", "/tmp/lab-swapped-foreign");
	turner = start_turning(start.path, lab_path("open/helper"), "/tmp/lab-swapped-foreign");
	for (int i = 0; i < TRIES && !done; i++) {
		done = runs(&start, FOREIGN_TEXT);
		error = errno;
	}
	stop_changing(turner);
	if (done)
		effect();
	no_effect(error);
}
