// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Attaches to a process of its own domain (PTRACE_SEIZE), which then becomes a program of
 * another one: its registers are read.
 * Source: ptrace(2), PTRACE_O_TRACEEXEC. Control: they are.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct user_regs_struct registers = { 0 };
	int start[2], status;
	pid_t child;
	char byte;

	if (pipe(start) || (child = fork()) < 0)
		broken("fork");
	if (child == 0) {
		if (read(start[0], &byte, 1) == 1)
			execl(lab_path("victim"), "victim", "prey", (char *)NULL);
		_exit(errno);
	}
	if (ptrace(PTRACE_SEIZE, child, NULL, (void *)PTRACE_O_TRACEEXEC))
		broken("to trace one's own child");
	if (write(start[1], "x", 1) != 1 || waitpid(child, &status, 0) != child)
		broken("waitpid");
	if (WIFEXITED(status))
		no_effect(WEXITSTATUS(status));
	if (status >> 8 != (SIGTRAP | PTRACE_EVENT_EXEC << 8))
		broken("another stop than that of execve");
	if (ptrace(PTRACE_GETREGS, child, NULL, &registers))
		no_effect(errno);
	kill(child, SIGKILL);
	if (registers.rip)
		effect();
	no_effect(0);
}
