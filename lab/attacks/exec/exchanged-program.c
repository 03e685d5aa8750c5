// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. One process exchanges an approved and a foreign program without end (renameat2,
 * RENAME_EXCHANGE) while another runs the approved name, for two seconds or until
 * it was refused two hundred times.
 * Source: root-paths, "exchange"; renameat2(2). Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

static pid_t exchange(const char *one, const char *other)
{
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid)
		return pid;
	while (renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0)
		;
	_exit(errno);
}

void attack(void)
{
	const struct start start = { .path = lab_path("open/exchanged"), .argv = { "exchanged" } };
	const char *fresh = lab_path("open/exchanged.new");
	const time_t end = time(NULL) + 2;
	int error = 0, refused = 0, status = 0;
	bool done = false;
	pid_t pid;

	drop("foreign/payload", fresh);
	pid = exchange(start.path, fresh);
	while (!done && refused < 200 && time(NULL) <= end) {
		done = runs(&start, FOREIGN_TEXT);
		if (errno) {
			error = errno;
			refused++;
		}
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (done)
		effect();
	no_effect(WIFEXITED(status) ? WEXITSTATUS(status) : error);
}
