// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program of another domain, which this one may execute but not trace, starts. Meanwhile a process that
 * shares its working directory (CLONE_FS) ends, and a thread of the process that starts it makes
 * another one. Once the program runs nobody else may move it about.
 */
#define _GNU_SOURCE
#include "races.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RAN_ALONE = 65, WAS_MOVED = 66, REFUSED = 67, VARIABLES = 16, VARIABLE_BYTES = 100000 };

static atomic_ulong alone, refused, killed;
static atomic_bool ready;

/*
 * When the exec asks who shares, in microseconds after ready: found by the odd rounds, where the one that shares
 * ends at that time and no other one begins.
 */
static long asks_at;

enum { STEP = 100 };
static char prey[PATH_MAX];

/* The program: does its working directory change, which it never changes itself? */
int race_prey(void)
{
	char before[PATH_MAX], now[PATH_MAX];

	if (!getcwd(before, sizeof(before)))
		return 1;
	for (int i = 0; i < 10; i++) {
		usleep(1000);
		if (!getcwd(now, sizeof(now)) || strcmp(before, now))
			return WAS_MOVED;
	}
	return RAN_ALONE;
}

static long microseconds_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* Not by sleeping, which takes a tick of the clock where there is no better one. */
static void spin_until(long end)
{
	while (microseconds_now() < end)
		;
}

/* Shares what the calling thread has. Killed before it moves it, or moves it for longer than the program runs. */
static long sharer(bool moves)
{
	long child = syscall(SYS_clone, CLONE_FS | SIGCHLD, NULL, NULL, NULL, NULL);

	if (child)
		return child;
	for (int i = 0; moves && i < 30; i++)
		if (chdir(i % 2 ? "../pub" : "../secret") || usleep(500))
			break;
	/* Longer than the slowest start; all but the first are killed. */
	if (!moves)
		sleep(60);
	_exit(0);
}

/* While the exec is on its way to ask who shares, the one that did ends; then another one begins. */
static void *replace_sharer(void *argument)
{
	long number = *(const long *)argument;
	pid_t first = (pid_t)sharer(false);
	long zero = microseconds_now();

	atomic_store(&ready, true);
	/* Once it stays, so that it is known to be seen. */
	if (number == 1)
		return NULL;
	spin_until(zero + asks_at - (number % 2 ? 0 : 800));
	kill(first, SIGKILL);
	waitpid(first, NULL, 0);
	if (number % 2)
		return NULL;
	spin_until(zero + asks_at - 500 + number / 2 % 32 * 100);
	sharer(true);
	return NULL;
}

/* What is looked through before the start, so that it takes a while. */
static char **long_environment(void)
{
	static char text[VARIABLES][VARIABLE_BYTES];
	static char *variables[VARIABLES + 1];

	for (int i = 0; i < VARIABLES; i++) {
		memset(text[i], 'v', VARIABLE_BYTES - 1);
		text[i][1] = '=';
		variables[i] = text[i];
	}
	return variables;
}

static void become_prey(long number)
{
	static char *words[] = { (char *)"prey", NULL };
	char **environment = long_environment();
	pthread_t thread;

	if (chdir("pub") || pthread_create(&thread, NULL, replace_sharer, &number))
		_exit(2);
	while (!atomic_load(&ready))
		sched_yield();
	execve(prey, words, environment);
	_exit(errno == EPERM ? REFUSED : 3);
}

void race_exec_begin(void)
{
	asks_at = 5000;
	/* By its whole name: the others may move us before it starts. */
	if (!realpath("prey", prey))
		race_broken("realpath: %s", strerror(errno));
	atomic_store(&alone, 0);
	atomic_store(&refused, 0);
	atomic_store(&killed, 0);
}

void race_exec_round(unsigned long number)
{
	pid_t child = fork();
	int status;
	long later = 0;

	if (child == 0)
		become_prey((long)number);
	if (!race_must(child, "fork") || !race_must(waitpid(child, &status, 0), "waitpid"))
		return;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		atomic_fetch_add(&killed, 1);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == REFUSED)
		atomic_fetch_add(&refused, 1), later = -STEP;
	else if (WIFEXITED(status) && WEXITSTATUS(status) == RAN_ALONE)
		atomic_fetch_add(&alone, 1), later = STEP;
	else if (WIFEXITED(status) && WEXITSTATUS(status) == WAS_MOVED)
		race_bad("a program was moved about by who may not trace it");
	else
		race_broken("the program that starts: status %#x", status);
	if (number == 1 && later != -STEP)
		race_broken("the program starts though somebody shares: status %#x", status);
	else if (number % 2 && asks_at + later > 800)
		asks_at += later;
}

void race_exec_end(void)
{
	atomic_store(&race_hits, atomic_load(&killed));
	printf("exec: alone %lu, refused %lu, killed %lu, asked after %ld us\n", atomic_load(&alone),
	       atomic_load(&refused), atomic_load(&killed), asks_at);
}
