// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills a process of another domain by a descriptor of it: pidfd_send_signal.
 * Source: pidfd_send_signal(2). Control: it is dead.
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
	int process = (int)syscall(SYS_pidfd_open, prey.pid, 0);

	if (process < 0)
		broken("pidfd_open");
	if (syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0))
		no_effect(errno);
	judge(prey_died(&prey, SIGKILL));
}
