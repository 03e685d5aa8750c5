// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Goes through the root directory of a process of another domain, into its mount namespace:
 * /proc/PID/root. Source: proc_pid_root(5). Control: a file that is only there is read.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"
#include "prey.h"

static void hidden_place(void)
{
	mkdir("/tmp/lab-root", 0755);
	if (unshare(CLONE_NEWNS) || mount("none", "/tmp/lab-root", "tmpfs", 0, NULL))
		broken("a mount namespace");
	drop_text(SECRET_TEXT, "/tmp/lab-root/secret");
}

void attack(void)
{
	struct prey prey = start_prey("prey", hidden_place);
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/root/tmp/lab-root/secret", prey.pid);
	judge(file_begins(path, SECRET_TEXT));
}
