// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Kills all processes there are, kill(-1), in a process namespace where a process of
 * another domain lives. Source: kill(2). Control: it is dead.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

/* The first process of a namespace is spared, so that another one has to do it. */
static _Noreturn void in_namespace(void)
{
	struct prey prey = start_prey("prey", NULL);
	pid_t killer = fork();
	int status;

	if (killer == 0)
		_exit(kill(-1, SIGKILL) ? errno : 0);
	if (killer < 0 || waitpid(killer, &status, 0) != killer)
		broken("waitpid");
	if (prey_died(&prey, SIGKILL))
		effect();
	no_effect(EPERM);
}

void attack(void)
{
	pid_t first;

	if (unshare(CLONE_NEWPID))
		no_effect(errno);
	first = fork();
	if (first == 0)
		in_namespace();
	if (first < 0 || waitpid(first, NULL, 0) != first)
		broken("waitpid");
	_exit(0);
}
