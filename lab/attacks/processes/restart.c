// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Restarts the machine (here: its process namespace, which ends), from a domain that may make
 * namespaces but not restart. Source: reboot(2), CAP_SYS_BOOT. Control: the namespace has ended so.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int status;
	pid_t first;

	if (unshare(CLONE_NEWPID))
		broken("a process namespace");
	first = fork();
	if (first == 0) {
		reboot(RB_AUTOBOOT);
		_exit(errno);
	}
	if (first < 0 || waitpid(first, &status, 0) != first)
		broken("waitpid");
	/* "By SIGHUP" is how the parent learns of a restart. */
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP)
		effect();
	no_effect(WIFEXITED(status) ? WEXITSTATUS(status) : 0);
}
