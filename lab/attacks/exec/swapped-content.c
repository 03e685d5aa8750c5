// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Renames a foreign program over an approved one, in a directory the
 * policy gave away: the name is right, the content is not.
 * Source: docs/architecture.md, "Content". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	const char *path = lab_path("open/swapped");
	const char *fresh = lab_path("open/swapped.new");
	const struct start start = { .path = path, .argv = { "swapped" } };

	drop("foreign/payload", fresh);
	if (rename(fresh, path))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
