// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Acts from a thread of its own making, and from a child that shares its memory.
 * Source: clone(2); what a policy by process forgets. Control: the victim answers both.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

static int reach(void *error)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool reached = connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0 && victim_answers(fd);

	if (!reached)
		*(int *)error = errno;
	close(fd);
	return !reached;
}

static void *thread(void *error)
{
	reach(error);
	return NULL;
}

void attack(void)
{
	static char stack[65536] __attribute__((aligned(16)));
	int error = 0;
	pthread_t id;
	pid_t child;

	if (pthread_create(&id, NULL, thread, &error) || pthread_join(id, NULL))
		broken("a thread");
	child = clone(reach, stack + sizeof(stack), CLONE_VM | CLONE_FILES | SIGCHLD, &error);
	if (child < 0 || waitpid(child, NULL, 0) != child)
		broken("a child");
	if (error)
		no_effect(error);
	effect();
}
