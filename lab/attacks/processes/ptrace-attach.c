// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Attaches to a process of another domain and reads its secret.
 * Source: 6.12 survey, "ptrace attach". Control: the secret is read.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "attack.h"

void attack(void)
{
	pid_t victim = (pid_t)lab_number("VICTIM_PID");
	unsigned long address = lab_number("VICTIM_SECRET");
	char said[sizeof(long) + 1] = "";
	long word;

	if (ptrace(PTRACE_ATTACH, victim, NULL, NULL))
		no_effect(errno);
	waitpid(victim, NULL, __WALL);
	errno = 0;
	word = ptrace(PTRACE_PEEKDATA, victim, (void *)address, NULL);
	memcpy(said, &word, sizeof(word));
	ptrace(PTRACE_DETACH, victim, NULL, NULL);
	judge(strncmp(said, SECRET_TEXT, sizeof(word)) == 0);
}
