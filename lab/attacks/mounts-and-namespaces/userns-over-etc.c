// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Becomes root of a user namespace and mounts a tmpfs of its own over /etc there, to start
 * programs that then read other settings. Source: user_namespaces(7). Control: /etc/passwd is the
 * other file.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		no_effect(errno);
	if (mount("none", "/etc", "tmpfs", 0, NULL))
		no_effect(errno);
	if (access(PASSWD, F_OK))
		effect();
	no_effect(0);
}
