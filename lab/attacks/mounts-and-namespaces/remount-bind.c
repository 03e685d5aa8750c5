// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a bind mount writable that an operator has made read-only, with mount(2). Source:
 * mount(2), MS_REMOUNT | MS_BIND. Control: the file has changed.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	int error = 0;

	stage("read-only-bind");
	expect_read_only(READ_ONLY_BIND "/file");
	if (mount(NULL, READ_ONLY_BIND, NULL, MS_REMOUNT | MS_BIND, NULL))
		error = errno;
	judge_writable(READ_ONLY_BIND "/file", error);
}
