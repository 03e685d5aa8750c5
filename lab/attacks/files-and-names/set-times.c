// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the time of /etc/passwd back, so that a change of it is not noticed. Source: utimensat(2).
 * Control: the time has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	struct stat info;

	if (utimensat(AT_FDCWD, PASSWD, times, 0))
		no_effect(errno);
	if (stat(PASSWD, &info) == 0 && info.st_mtime == 1)
		effect();
	no_effect(0);
}
