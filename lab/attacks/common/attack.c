// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

static const char *attack_name = "?";

_Noreturn void effect(void)
{
	printf("EFFECT %s\n", attack_name);
	exit(0);
}

_Noreturn void no_effect(int error)
{
	printf("NOEFFECT %s errno=%d (%s)\n", attack_name, error,
	       error ? strerror(error) : "nothing happened");
	exit(0);
}

_Noreturn void judge(bool happened)
{
	if (happened)
		effect();
	no_effect(errno);
}

_Noreturn void broken(const char *what)
{
	int error = errno;

	fprintf(stderr, "%s: %s: %s\n", attack_name, what, strerror(error));
	exit(3);
}

char *lab_path(const char *name)
{
	const char *lab = getenv("LAB");
	char *path;

	if (!lab || asprintf(&path, "%s/%s", lab, name) < 0)
		broken("LAB is not set");
	return path;
}

unsigned long lab_number(const char *name)
{
	const char *text = getenv(name);

	if (!text)
		broken(name);
	return strtoul(text, NULL, 0);
}

static int new_file(const char *path)
{
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
	if (fd < 0)
		no_effect(errno);
	return fd;
}

void copy_into(const char *from, int to)
{
	char buffer[65536];
	int in = open(lab_path(from), O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (in < 0)
		no_effect(errno);
	while ((got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(to, buffer, got) != got)
			no_effect(errno);
	if (got < 0)
		no_effect(errno);
	close(in);
}

void drop(const char *from, const char *to)
{
	int out = new_file(to);

	copy_into(from, out);
	close(out);
}

void overwrite_program(const char *from, const char *to)
{
	int out = open(to, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (out < 0)
		no_effect(errno);
	copy_into(from, out);
	close(out);
}

void drop_text(const char *text, const char *to)
{
	int out = new_file(to);

	if (write(out, text, strlen(text)) != (ssize_t)strlen(text))
		no_effect(errno);
	close(out);
}

void write_text(const char *path, const char *text)
{
	int out = open(path, O_WRONLY | O_CLOEXEC);

	if (out < 0 || write(out, text, strlen(text)) != (ssize_t)strlen(text))
		no_effect(errno);
	close(out);
}

/* A pipe out of which @text comes, and then nothing more. */
static int says(const char *text)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) || write(ends[1], text, strlen(text)) < 0)
		broken("pipe");
	close(ends[1]);
	return ends[0];
}

static _Noreturn void child(const struct start *start, int output, int failure)
{
	int error;

	dup2(output, 1);
	if (start->input) {
		dup2(says(start->input), 0);
		/* What shells say of being interactive is no news. */
		dup2(open("/dev/null", O_WRONLY), 2);
	}
	if (!start->root || (chroot(start->root) == 0 && chdir("/") == 0))
		execveat(start->path ? AT_FDCWD : start->fd, start->path ? start->path : "",
			 (char **)start->argv, (char **)start->environment,
			 start->path ? 0 : AT_EMPTY_PATH);
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

bool runs(const struct start *start, const char *text)
{
	char said[8192] = "";
	int output[2], failure[2], error = 0;
	pid_t pid;

	if (pipe2(output, O_CLOEXEC) || pipe2(failure, O_CLOEXEC))
		broken("pipe");
	pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0)
		child(start, output[1], failure[1]);
	close(output[1]);
	close(failure[1]);
	read_all(output[0], said, sizeof(said) - 1);
	read_all(failure[0], (char *)&error, sizeof(error));
	close(output[0]);
	close(failure[0]);
	waitpid(pid, NULL, 0);
	errno = error;
	return strstr(said, text) != NULL;
}

bool file_begins(const char *path, const char *text)
{
	char buffer[256] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	read_all(fd, buffer, sizeof(buffer) - 1);
	close(fd);
	errno = 0;
	return strncmp(buffer, text, strlen(text)) == 0;
}

bool file_begins_soon(const char *path, const char *text)
{
	const struct timespec moment = { .tv_nsec = 20000000 };

	for (int i = 0; i < 500; i++) {
		if (file_begins(path, text))
			return true;
		nanosleep(&moment, NULL);
	}
	return false;
}

bool file_readable(const char *path)
{
	char byte;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return false;
	errno = 0;
	good = read(fd, &byte, 1) == 1;
	close(fd);
	return good;
}

bool victim_answers(int fd)
{
	const struct timeval patience = { .tv_sec = 8 };
	char said[64] = "";

	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)))
		broken("SO_RCVTIMEO");
	return recv(fd, said, sizeof(said) - 1, 0) > 0 && strstr(said, ARRIVED_TEXT);
}

int main(int argc, char **argv)
{
	const char *slash = argc ? strrchr(argv[0], '/') : NULL;

	if (argc)
		attack_name = slash ? slash + 1 : argv[0];
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	attack();
	no_effect(0);
}
