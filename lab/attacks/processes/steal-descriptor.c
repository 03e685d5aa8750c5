// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes a listening socket out of a process of another domain: pidfd_getfd.
 * Source: 6.12 survey, "pidfd_getfd". Control: a socket of the victim is ours.
 */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int process = (int)syscall(SYS_pidfd_open, (pid_t)lab_number("VICTIM_PID"), 0);
	int stolen;

	if (process < 0)
		broken("pidfd_open");
	stolen = (int)syscall(SYS_pidfd_getfd, process, 3, 0);
	if (stolen < 0)
		no_effect(errno);
	effect();
}
