// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens a foreign program, renames it over an approved one and runs it by the
 * descriptor: the file now has the approved name. Source: 6.12 survey, "rename". Control: it
 * speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	const char *fresh = lab_path("open/renamed.new");
	struct start start = { .argv = { "renamed" } };

	drop("foreign/payload", fresh);
	start.fd = open(fresh, O_RDONLY | O_CLOEXEC);
	if (start.fd < 0 || rename(fresh, lab_path("open/renamed")))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
