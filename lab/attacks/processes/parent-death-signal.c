// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Starts a program of another domain with a signal for the day when its parent dies
 * (PR_SET_PDEATHSIG), and lets the parent die.
 * Source: PR_SET_PDEATHSIG(2const). Control: the program is dead.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"
#include "prey.h"

static void die_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

void attack(void)
{
	struct prey prey = { 0 };
	int report[2];
	pid_t parent;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, report) || prctl(PR_SET_CHILD_SUBREAPER, 1) ||
	    (parent = fork()) < 0)
		broken("fork");
	if (parent == 0) {
		prey = start_prey("prey", die_with_parent);
		_exit(!send_descriptor(report[1], prey.life) ||
		      write(report[1], &prey.pid, sizeof(prey.pid)) < 0);
	}
	/* Its standard input stays open, so that nothing else ends it. */
	prey.life = receive_descriptor(report[0]);
	if (prey.life < 0 || read(report[0], &prey.pid, sizeof(prey.pid)) != sizeof(prey.pid) ||
	    waitpid(parent, NULL, 0) != parent)
		broken("the parent");
	judge(prey_died(&prey, SIGKILL));
}
