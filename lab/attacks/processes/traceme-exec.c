// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A child asks to be traced (PTRACE_TRACEME, which is ours to allow), then becomes a program
 * of another domain: its memory is read at the first stop. Source: ptrace(2), "execve(2) under
 * ptrace"; CVE-2019-13272. Control: the first bytes of its memory.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static pid_t traced_victim(void)
{
	pid_t child = fork();

	if (child < 0)
		broken("fork");
	if (child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
			execl(lab_path("victim"), "victim", "prey", (char *)NULL);
		_exit(errno);
	}
	return child;
}

/* Where the program is in the memory of process @pid. */
static unsigned long program_start(pid_t pid)
{
	unsigned long start;
	char path[64], line[256];
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%d/maps", pid);
	maps = fopen(path, "re");
	while (maps && fgets(line, sizeof(line), maps))
		if (strstr(line, "/victim\n") && sscanf(line, "%lx", &start) == 1)
			return start;
	no_effect(errno);
}

void attack(void)
{
	pid_t child = traced_victim();
	int status;
	long word;

	if (waitpid(child, &status, 0) != child || WIFEXITED(status))
		no_effect(WEXITSTATUS(status));
	errno = 0;
	word = ptrace(PTRACE_PEEKDATA, child, (void *)program_start(child), NULL);
	kill(child, SIGKILL);
	judge(memcmp(&word, "\177ELF", 4) == 0);
}
