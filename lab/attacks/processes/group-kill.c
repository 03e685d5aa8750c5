// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Moves a process of another domain into a control group and has the kernel kill everything
 * in it: cgroup.kill. Source: cgroups(7), Documentation/admin-guide/cgroup-v2.rst. Control: it is
 * dead.
 */
#define _GNU_SOURCE
#include <signal.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);

	move_to_group(&prey, "/tmp/lab-groups", "/tmp/lab-groups/lab-kill");
	write_text("/tmp/lab-groups/lab-kill/cgroup.kill", "1");
	judge(prey_died(&prey, SIGKILL));
}
