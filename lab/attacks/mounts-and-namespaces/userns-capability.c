// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a user namespace, which the domain may, to have every capability in it, and uses one: to
 * mount, which is where most holes that such namespaces open begin. Source: user_namespaces(7);
 * CVE-2022-0185, CVE-2023-0386. Control: the filesystem is mounted.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	struct stat before, after;

	if (unshare(CLONE_NEWUSER | CLONE_NEWNS) || stat("/tmp", &before))
		no_effect(errno);
	if (mount("none", "/tmp", "tmpfs", 0, NULL))
		no_effect(errno);
	judge(stat("/tmp", &after) == 0 && before.st_dev != after.st_dev);
}
