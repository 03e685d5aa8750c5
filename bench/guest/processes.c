// SPDX-License-Identifier: GPL-2.0-or-later
/* Processes, signals, futexes. */
#include <errno.h>
#include <linux/futex.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define SOME	40

char *const child_command[] = { (char *)(uintptr_t)PROGRAM, NULL };

static pid_t self;

static void wait_for(pid_t child, const char *what)
{
	int status;

	must(waitpid(child, &status, 0), "wait");
	if (status) {
		errno = ECHILD;
		must(-1, what);
	}
}

static void fork_once(void)
{
	pid_t child = (pid_t)must(fork(), "fork");

	if (!child)
		_exit(0);
	wait_for(child, "a child");
}

/* What fails has said so on the console. */
void spawn(char *const command[])
{
	static char *const environment[] = { NULL };
	pid_t child = (pid_t)must(fork(), "fork");

	if (!child) {
		execve(command[0], command, environment);
		_exit(127);
	}
	wait_for(child, command[0]);
}

/* Of much that is cleaned up later: see measure_rounds(). */
static void fork_some(void)
{
	for (unsigned i = 0; i < SOME; i++)
		fork_once();
}

static void spawn_some(void)
{
	for (unsigned i = 0; i < SOME; i++)
		spawn(child_command);
}

static void know_self(void)
{
	self = getpid();
}

static void kill_self(void)
{
	must(kill(self, 0), "kill");
}

static void futex_wake(void)
{
	static unsigned word;

	must(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), "futex");
}

const struct operation process_operations[] = {
	{ "fork+exit+wait", NULL, fork_some, NULL, 1, SOME },
	{ "fork+exec+wait", NULL, spawn_some, NULL, 1, SOME },
	{ "kill self", know_self, kill_self, NULL, 1000, 1 },
	{ "futex", NULL, futex_wake, NULL, 1000, 1 },
	{ 0 },
};
