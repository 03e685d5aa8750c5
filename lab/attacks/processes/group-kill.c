// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Moves a process of another domain into a control group and has the kernel kill everything
 * in it: cgroup.kill. Source: cgroups(7), Documentation/admin-guide/cgroup-v2.rst. Control: it is
 * dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	char id[16];

	mkdir("/tmp/lab-groups", 0755);
	if (mount("none", "/tmp/lab-groups", "cgroup2", 0, NULL) ||
	    (mkdir("/tmp/lab-groups/lab-kill", 0755) && errno != EEXIST))
		no_effect(errno);
	snprintf(id, sizeof(id), "%d", prey.pid);
	write_text("/tmp/lab-groups/lab-kill/cgroup.procs", id);
	write_text("/tmp/lab-groups/lab-kill/cgroup.kill", "1");
	judge(prey_died(&prey, SIGKILL));
}
