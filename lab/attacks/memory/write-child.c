// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes into the text of a child of its own through /proc/PID/mem, in a domain that may
 * not trace. Source: 6.12 survey, "/proc/pid/mem". Control: the child answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

static _Noreturn void child(const void *page, int go)
{
	int (*function)(void) = (int (*)(void))page;
	char byte;

	if (read(go, &byte, 1) != 1)
		_exit(ECANCELED);
	_exit(function() == CODE_ANSWER ? 0 : ECANCELED);
}

void attack(void)
{
	const void *page = own_text();
	int go[2], fd, status;
	char path[64];
	pid_t pid;

	if (pipe2(go, O_CLOEXEC))
		broken("pipe");
	pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		close(go[1]);
		child(page, go[0]);
	}
	snprintf(path, sizeof(path), "/proc/%d/mem", pid);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || pwrite(fd, code_1337, sizeof(code_1337), (off_t)(uintptr_t)page) != sizeof(code_1337))
		no_effect(errno);
	if (write(go[1], "", 1) != 1)
		broken("pipe");
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		effect();
	no_effect(0);
}
