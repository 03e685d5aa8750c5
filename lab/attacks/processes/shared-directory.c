// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A child that shares root and working directory (CLONE_FS) becomes a program of another domain;
 * then its working directory is changed under it, and with that what its relative names mean.
 * Source: clone(2), CLONE_FS; fs/exec.c, LSM_UNSAFE_SHARE. Control: /proc/PID/cwd of the program
 * is where we went after its start.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

/* The child, when it runs the victim's program: its end of the pipe is closed by that. */
static pid_t sharing_victim(void)
{
	int gone[2], life[2], error = 0;
	pid_t child;

	/* It lives until its standard input ends, which it does with us. */
	if (pipe2(gone, O_CLOEXEC) || pipe2(life, O_CLOEXEC))
		broken("pipe");
	child = syscall(SYS_clone, CLONE_FS | SIGCHLD, NULL, NULL, NULL, NULL);
	if (child < 0)
		broken("clone");
	if (child == 0) {
		dup2(life[0], 0);
		execl(lab_path("victim"), "victim", "prey", (char *)NULL);
		error = errno;
		_exit(write(gone[1], &error, sizeof(error)) != sizeof(error));
	}
	close(gone[1]);
	if (read(gone[0], &error, sizeof(error)) > 0)
		no_effect(error);
	return child;
}

void attack(void)
{
	char link[64], where[64] = "";
	pid_t child = sharing_victim();

	snprintf(link, sizeof(link), "/proc/%d/cwd", child);
	if (chdir("/tmp") || readlink(link, where, sizeof(where) - 1) < 0) {
		int error = errno;

		kill(child, SIGKILL);
		no_effect(error);
	}
	kill(child, SIGKILL);
	if (strcmp(where, "/tmp") == 0)
		effect();
	no_effect(0);
}
