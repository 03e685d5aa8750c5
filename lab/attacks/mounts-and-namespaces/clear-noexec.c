// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes the flag from a mount that keeps programs there from running. Source: mount_setattr(2).
 * Control: the flag is gone.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>

#include "attack.h"

void attack(void)
{
	const struct mount_attr change = { .attr_clr = MOUNT_ATTR_NOEXEC };
	struct statfs info;

	if (unshare(CLONE_NEWNS) || statfs("/sys", &info))
		broken("unshare");
	if (!(info.f_flags & ST_NOEXEC))
		broken("/sys is not noexec");
	if (mount_setattr(AT_FDCWD, "/sys", 0, (struct mount_attr *)&change, sizeof(change)))
		no_effect(errno);
	judge(statfs("/sys", &info) == 0 && !(info.f_flags & ST_NOEXEC));
}
