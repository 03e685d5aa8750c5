// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of ptrace-attach: a process of the own domain may be traced and killed.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	pid_t child = start_sleeper();
	int status;

	if (ptrace(PTRACE_ATTACH, child, NULL, NULL) ||
	    waitpid(child, &status, __WALL) != child)
		no_effect(errno);
	ptrace(PTRACE_DETACH, child, NULL, NULL);
	if (kill(child, SIGKILL) || waitpid(child, &status, 0) != child)
		no_effect(errno);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		effect();
	no_effect(0);
}
