// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of an approved one by a hard link.
 * Source: 6.12 survey, "hard link". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *fresh = lab_path("open/hardlinked.new");
	const struct start start = { .path = lab_path("open/hardlinked"), .argv = { "hardlinked" } };

	drop("foreign/payload", fresh);
	if (unlink(start.path))
		no_effect(errno);
	if (link(fresh, start.path))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
