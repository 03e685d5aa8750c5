// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Goes through the working directory of a process of another domain, which no name leads
 * to any more: /proc/PID/cwd. Source: proc_pid_cwd(5). Control: a file in it is read.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

static void hidden_place(void)
{
	mkdir("/tmp/lab-cwd", 0755);
	if (mount("none", "/tmp/lab-cwd", "tmpfs", 0, NULL) || chdir("/tmp/lab-cwd"))
		broken("a place of its own");
	drop_text(SECRET_TEXT, "secret");
	if (umount2("/tmp/lab-cwd", MNT_DETACH))
		broken("umount");
}

void attack(void)
{
	struct prey prey = start_prey("prey", hidden_place);
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/cwd/secret", prey.pid);
	judge(file_begins(path, SECRET_TEXT));
}
