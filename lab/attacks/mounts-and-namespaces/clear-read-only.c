// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a mount writable that an operator has made read-only, and writes there: the file rule
 * would let it. Source: mount_setattr(2): 6.12 survey, "no hook in 6.12". Control: the file has
 * changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	const struct mount_attr writable = { .attr_clr = MOUNT_ATTR_RDONLY };
	int error = 0;

	stage("read-only-bind");
	expect_read_only(READ_ONLY_BIND "/file");
	if (mount_setattr(AT_FDCWD, READ_ONLY_BIND, 0, (struct mount_attr *)&writable, sizeof(writable)))
		error = errno;
	judge_writable(READ_ONLY_BIND "/file", error);
}
