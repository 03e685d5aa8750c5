// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "session.h"

static _Noreturn void become(const struct session *session, int input, int output, int failure)
{
	const char *path = session->path;
	char *script;
	int error;

	if (!path) {
		if (asprintf(&script, "scripts/%s", session->script) < 0)
			_exit(126);
		path = lab_path(script);
	}
	dup2(input, 0);
	dup2(output, 1);
	/* What shells say of being interactive is no news. */
	dup2(open("/dev/null", O_WRONLY), 2);
	execve(path, (char **)session->argv, (char **)session->environment);
	error = errno;
	if (write(failure, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

static size_t read_all(int fd, char *buffer, size_t size)
{
	size_t have = 0;
	ssize_t got;

	while (have < size && (got = read(fd, buffer + have, size - have)) > 0)
		have += got;
	return have;
}

_Noreturn void judge_session_says(const struct session *session, const char *text)
{
	const char *say = session->input ? session->input : "";
	int input[2], output[2], failure[2], error = 0;
	char said[8192] = "";
	pid_t pid;

	if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC) || pipe2(failure, O_CLOEXEC) ||
	    write(input[1], say, strlen(say)) < 0)
		broken("pipe");
	pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0)
		become(session, input[0], output[1], failure[1]);
	close(input[0]);
	close(input[1]);
	close(output[1]);
	close(failure[1]);
	read_all(output[0], said, sizeof(said) - 1);
	read_all(failure[0], (char *)&error, sizeof(error));
	waitpid(pid, NULL, 0);
	if (error == ENOENT)
		broken("the interpreter is not installed");
	if (strstr(said, text))
		effect();
	no_effect(error);
}

_Noreturn void judge_session(const struct session *session)
{
	judge_session_says(session, FOREIGN_TEXT);
}
