// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a filesystem writable with fspick and fsconfig, which does not go through mount(2).
 * Source: 6.12 survey, "sb_remount"; fspick(2). Control: the file has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	int context, error = 0;

	stage("read-only");
	expect_read_only(READ_ONLY "/file");
	context = fspick(AT_FDCWD, READ_ONLY, FSPICK_CLOEXEC);
	if (context < 0 || fsconfig(context, FSCONFIG_SET_FLAG, "rw", NULL, 0) ||
	    fsconfig(context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0))
		error = errno;
	judge_writable(READ_ONLY "/file", error);
}
