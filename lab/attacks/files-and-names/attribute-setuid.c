// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a copy of the shell setuid root with an owner of its choice: here it
 * changes the mode of a program it may not write. Source: 6.12 survey, "setuid/caps".
 * Control: the bit is set.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	struct stat info;

	if (stat("/usr/bin/dash", &info) || chmod("/usr/bin/dash", info.st_mode | S_ISUID))
		no_effect(errno);
	if (stat("/usr/bin/dash", &info) == 0 && (info.st_mode & S_ISUID) &&
	    chmod("/usr/bin/dash", info.st_mode & ~S_ISUID) == 0)
		effect();
	no_effect(errno);
}
