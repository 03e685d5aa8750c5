// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Exchanges the names of a secret and of a file that it may read. Source: renameat2(2),
 * RENAME_EXCHANGE. Control: the secret is read under the other name.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *readable = "/var/tmp/lab-exchanged";
	bool read_it;

	drop_text("nothing\n", readable);
	if (renameat2(AT_FDCWD, SHADOW, AT_FDCWD, readable, RENAME_EXCHANGE))
		no_effect(errno);
	read_it = file_readable(readable) && !file_begins(readable, "nothing");
	if (renameat2(AT_FDCWD, SHADOW, AT_FDCWD, readable, RENAME_EXCHANGE))
		broken("cannot exchange back");
	if (read_it)
		effect();
	no_effect(0);
}
