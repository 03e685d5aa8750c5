// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of userns-secret and userns-over-etc: what the domain may have namespaces for.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-twin-sandbox");
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		no_effect(errno);
	write_text("/proc/self/uid_map", "0 0 1");
	write_text("/proc/self/setgroups", "deny");
	write_text("/proc/self/gid_map", "0 0 1");
	if (mount("none", "/tmp/lab-twin-sandbox", "tmpfs", 0, NULL))
		no_effect(errno);
	drop_text("inside", "/tmp/lab-twin-sandbox/file");
	judge_file("/tmp/lab-twin-sandbox/file", "inside");
}
