// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a program that is pinned, but for another domain: the one that starts everything here.
 * Source: docs/architecture.md, "execute". Control: it runs, and complains about how it was
 * started.
 */
#define _GNU_SOURCE
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int failure[2], status, error = 0;
	pid_t child;

	if (pipe(failure) || (child = fork()) < 0)
		broken("fork");
	if (child == 0) {
		/* Without its path in argv[0] it ends at once, with status 2. */
		execl(lab_path("runner"), "runner", (char *)NULL);
		error = errno;
		_exit(write(failure[1], &error, sizeof(error)) < 0);
	}
	close(failure[1]);
	if (waitpid(child, &status, 0) != child)
		broken("waitpid");
	if (read(failure[0], &error, sizeof(error)) > 0)
		no_effect(error);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
		effect();
	no_effect(0);
}
