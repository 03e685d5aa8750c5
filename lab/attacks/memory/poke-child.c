// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Traces a child of its own and changes its text (PTRACE_POKETEXT), in a domain that may
 * not trace. Source: 6.12 survey, "ptrace POKE"; docs/threat-model.md, "trace is native code".
 * Control: the child answers differently.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

static _Noreturn void child(const void *page)
{
	int (*function)(void) = (int (*)(void))page;

	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		_exit(errno);
	raise(SIGSTOP);
	_exit(function() == CODE_ANSWER ? 0 : ECANCELED);
}

void attack(void)
{
	const void *page = own_text();
	pid_t pid = fork();
	long word = 0;
	int status;

	if (pid < 0)
		broken("fork");
	if (pid == 0)
		child(page);
	if (waitpid(pid, &status, 0) != pid)
		broken("waitpid");
	if (WIFEXITED(status))
		no_effect(WEXITSTATUS(status));
	memcpy(&word, code_1337, sizeof(code_1337));
	if (ptrace(PTRACE_POKETEXT, pid, page, word) || ptrace(PTRACE_CONT, pid, NULL, 0))
		no_effect(errno);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		effect();
	no_effect(0);
}
