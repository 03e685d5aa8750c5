// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Leaves its family: a process whose parent died, in a session of its own, in new namespaces.
 * Source: docs/architecture.md: a domain is kept over fork, and left by exec alone. Control: the
 * victim answers it.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

static _Noreturn void alone(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	if (unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_FILES | CLONE_FS))
		no_effect(errno);
	judge_connection(fd, &to, sizeof(to));
}

void attack(void)
{
	int wait_for[2];
	pid_t child;
	char byte;

	if (pipe(wait_for) || (child = fork()) < 0)
		broken("fork");
	if (child == 0) {
		if (setsid() < 0 || fork() != 0)
			_exit(0);
		alone();
	}
	close(wait_for[1]);
	waitpid(child, NULL, 0);
	/* The pipe ends with the last process of the family. */
	if (read(wait_for[0], &byte, 1) < 0)
		broken("read");
	_exit(0);
}
