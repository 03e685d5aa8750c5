// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has the kernel kill a process of another domain: it is made the owner of a descriptor
 * that signals SIGKILL (F_SETOWN, F_SETSIG, O_ASYNC). Source: fcntl(2), "Managing signals".
 * Control: it is dead.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		broken("socketpair");
	if (fcntl(pair[0], F_SETSIG, SIGKILL) || fcntl(pair[0], F_SETOWN, prey.pid) ||
	    fcntl(pair[0], F_SETFL, O_ASYNC))
		no_effect(errno);
	if (write(pair[1], "x", 1) != 1)
		broken("write");
	judge(prey_died(&prey, SIGKILL));
}
