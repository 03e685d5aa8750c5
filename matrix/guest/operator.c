// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The lab's operator (lab/attacks/common/stage.c) for products that cannot let a program
 * out of the confinement it was started from. Two programs in one:
 *
 *	operator PROGRAM [ARGUMENT...]	starts PROGRAM with a line to a process outside,
 *						which runs the real `stage WORD` for each word that comes
 *	stage WORD				in there: sends the word, prints the line that comes back
 *
 * Without a line, `stage` is the operator himself: what he was moved to, beside this program.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REAL	"/matrix/guest/stage.real"
enum { LINE = 198, SPACE = 256 };

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "operator: %s: %s\n", what, strerror(errno));
	exit(125);
}

/* Runs the operator and gives back his first line; he may leave processes behind. */
static ssize_t answer(const char *word, char *line)
{
	int output[2];
	ssize_t have = 0, got;
	pid_t pid;

	if (pipe2(output, O_CLOEXEC))
		return 0;
	pid = fork();
	if (pid == 0) {
		dup2(output[1], 1);
		execl(REAL, "stage", word, (char *)NULL);
		_exit(126);
	}
	close(output[1]);
	while (have < SPACE && !memchr(line, '\n', have) &&
	       (got = read(output[0], line + have, SPACE - have)) > 0)
		have += got;
	close(output[0]);
	waitpid(pid, NULL, 0);
	return have;
}

static _Noreturn void serve(int fd)
{
	char word[SPACE + 1], line[SPACE];
	ssize_t got;

	/* The alarm of the attack is not ours. */
	alarm(0);
	signal(SIGPIPE, SIG_IGN);
	while ((got = recv(fd, word, SPACE, 0)) > 0) {
		word[got] = '\0';
		got = answer(word, line);
		if (send(fd, line, got, 0) < 0)
			break;
	}
	_exit(0);
}

static _Noreturn void launch(char **command)
{
	int pair[2], null;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		die("socketpair");
	switch (fork()) {
	case -1:
		die("fork");
	case 0:
		/* The runner waits for our output to end: keep none of it. */
		null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		close(pair[0]);
		serve(pair[1]);
	}
	close(pair[1]);
	if (dup2(pair[0], LINE) < 0)
		die("dup2");
	execv(command[0], command);
	die(command[0]);
}

static int ask(const char *word)
{
	char line[SPACE];
	ssize_t got;

	if (send(LINE, word, strlen(word), 0) < 0)
		die("send");
	got = recv(LINE, line, sizeof(line), 0);
	if (got <= 0)
		die("no answer");
	return fwrite(line, 1, got, stdout) != (size_t)got || fflush(stdout);
}

int main(int argc, char **argv)
{
	const char *slash = argc ? strrchr(argv[0], '/') : NULL;

	if (argc < 2)
		return 2;
	if (strcmp(slash ? slash + 1 : argv[0], "operator") == 0)
		launch(argv + 1);
	if (fcntl(LINE, F_GETFD) < 0) {
		execv(REAL, argv);
		die(REAL);
	}
	return ask(argv[1]);
}
