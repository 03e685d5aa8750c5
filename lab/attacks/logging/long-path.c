// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Is refused a file whose name is as long as names can be, so that the end of the record might
 * be cut off. Source: NAME_MAX, PATH_MAX; docs/events.md. Control: foreign code of that name runs.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

enum { DEPTH = 15 };

void attack(void)
{
	char name[NAME_MAX + 1];

	memset(name, '"', NAME_MAX);
	name[NAME_MAX] = '\0';
	if (chdir("/tmp"))
		no_effect(errno);
	for (int i = 0; i < DEPTH; i++)
		if ((mkdir(name, 0755) && errno != EEXIST) || chdir(name))
			no_effect(errno);
	drop("foreign/payload", name);
	judge(runs(&(struct start){ .path = name, .argv = { "x" } }, FOREIGN_TEXT));
}
