// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames a secret to a place where it may be read.
 * Source: 6.12 survey, "rename". Control: it can be read there.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	const char *readable = "/var/tmp/lab-renamed";
	bool read_it;

	if (rename("/etc/gshadow", readable))
		no_effect(errno);
	read_it = file_readable(readable);
	/* The next attack wants to find it. */
	if (rename(readable, "/etc/gshadow"))
		broken("cannot rename back");
	judge(read_it);
}
