// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts an empty file system over /etc, so that every program finds other
 * settings. Source: 6.12 survey, "mount(2)". Control: /etc/passwd is gone, in a mount
 * namespace of its own.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	if (unshare(CLONE_NEWNS))
		broken("unshare");
	if (mount("none", "/etc", "tmpfs", 0, NULL))
		no_effect(errno);
	if (access("/etc/passwd", F_OK))
		effect();
	no_effect(0);
}
