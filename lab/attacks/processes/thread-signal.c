// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process of another domain by its thread: tgkill.
 * Source: tgkill(2). Control: it is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);

	if (syscall(SYS_tgkill, prey.pid, prey.pid, SIGKILL))
		no_effect(errno);
	judge(prey_died(&prey, SIGKILL));
}
