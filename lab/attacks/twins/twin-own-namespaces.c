// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of enter-namespace and kill-everybody: own namespaces, with the capability for it.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char name[64] = "";
	int status;
	pid_t first;

	if (unshare(CLONE_NEWUTS | CLONE_NEWPID) || sethostname("lab-own", 7) ||
	    gethostname(name, sizeof(name) - 1) || strcmp(name, "lab-own"))
		no_effect(errno);
	first = fork();
	if (first == 0)
		_exit(getpid() == 1 ? 42 : 1);
	judge(first > 0 && waitpid(first, &status, 0) == first && WEXITSTATUS(status) == 42);
}
