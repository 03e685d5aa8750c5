// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of userns-secret and userns-over-etc: what the domain may have namespaces for.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	make_directory("/tmp/lab-twin-sandbox");
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		no_effect(errno);
	become_its_root();
	if (mount("none", "/tmp/lab-twin-sandbox", "tmpfs", 0, NULL))
		no_effect(errno);
	drop_text("inside", "/tmp/lab-twin-sandbox/file");
	judge_file("/tmp/lab-twin-sandbox/file", "inside");
}
