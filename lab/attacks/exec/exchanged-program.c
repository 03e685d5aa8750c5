// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. One process exchanges an approved and a foreign program without end (renameat2,
 * RENAME_EXCHANGE) while another runs the approved name, for two seconds or until
 * it was refused two hundred times.
 * Source: 6.12 survey, "exchange"; renameat2(2). Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <time.h>

#include "attack.h"
#include "race.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/exchanged"), .argv = { "exchanged" } };
	const char *fresh = lab_path("open/exchanged.new");
	const time_t end = time(NULL) + 2;
	int error = 0, refused = 0, stopped;
	bool done = false;
	pid_t pid;

	drop("foreign/payload", fresh);
	pid = start_exchanging(start.path, fresh);
	while (!done && refused < 200 && time(NULL) <= end) {
		done = runs(&start, FOREIGN_TEXT);
		if (errno) {
			error = errno;
			refused++;
		}
	}
	stopped = stop_changing(pid);
	if (done)
		effect();
	no_effect(stopped ? stopped : error);
}
