// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a whole filesystem writable that an operator has made read-only. Source: mount(2),
 * MS_REMOUNT; 6.12 survey, "sb_remount". Control: the file has changed.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	int error = 0;

	stage("read-only");
	expect_read_only(READ_ONLY "/file");
	if (mount(NULL, READ_ONLY, NULL, MS_REMOUNT, NULL))
		error = errno;
	judge_writable(READ_ONLY "/file", error);
}
