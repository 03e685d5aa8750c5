// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Builds a root in /tmp with a foreign program at the path of an approved
 * one, enters it with chroot (which the policy gave away) and runs that path.
 * Source: 6.12 survey, "path_chroot". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	const char *directories[] = { "/tmp/lab-root", "/tmp/lab-root/usr", "/tmp/lab-root/usr/bin" };
	const struct start start = { .path = "/usr/bin/dash", .argv = { "dash" },
		.root = "/tmp/lab-root" };

	for (int i = 0; i < 3; i++)
		if (mkdir(directories[i], 0755) && errno != EEXIST)
			no_effect(errno);
	drop("foreign/payload", "/tmp/lab-root/usr/bin/dash");
	judge(runs(&start, FOREIGN_TEXT));
}
