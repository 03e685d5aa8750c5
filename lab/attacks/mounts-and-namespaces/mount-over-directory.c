// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts an empty tmpfs over the directory of an approved program, where the
 * policy gave that away, and puts a foreign program at the same name in it: here
 * even the resolved name is the approved one. Source: docs/architecture.md, "Names and labels".
 * Control: it speaks.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"

void attack(void)
{
	const char *directory = lab_path("open/covered");
	const struct start start = { .path = lab_path("open/covered/helper"), .argv = { "helper" } };

	if (mount("none", directory, "tmpfs", 0, NULL))
		no_effect(errno);
	drop("foreign/payload", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
