// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Binds a foreign program over the name of an approved one, where the policy
 * gave bind mounts away: the caller's path is approved, the file is not.
 * Source: 6.12 survey, "mount(2)"; docs/architecture.md, "Names and labels". Control: the foreign
 * program speaks.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/bound"), .argv = { "bound" } };

	drop("foreign/payload", "/tmp/lab-bind");
	if (mount("/tmp/lab-bind", start.path, NULL, MS_BIND, NULL))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
