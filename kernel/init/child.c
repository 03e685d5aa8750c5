// SPDX-License-Identifier: GPL-2.0-only
/* The streams of the command, and its start. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "kernel/init/init.h"

/* Both sides of every stream. */
struct ends {
	int ours[VM_STREAMS], theirs[VM_STREAMS];
};

static void open_pipe(struct ends *ends, enum vm_stream stream)
{
	bool input = stream == VM_STDIN;
	int pair[2];

	if (pipe2(pair, O_CLOEXEC) < 0)
		fail("cannot make a pipe");
	ends->ours[stream] = pair[input];
	ends->theirs[stream] = pair[!input];
}

static void open_terminal(struct ends *ends, const struct vm_start *start)
{
	struct winsize size = { .ws_row = start->size.rows, .ws_col = start->size.columns };
	int master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios modes;
	int unlock = 0, slave;

	if (master < 0 || ioctl(master, TIOCSPTLCK, &unlock) < 0)
		fail("cannot make a terminal");
	slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0)
		fail("cannot open a terminal");
	if (start->translated && tcgetattr(slave, &modes) == 0) {
		modes.c_oflag &= ~(tcflag_t)OPOST;
		tcsetattr(slave, TCSANOW, &modes);
	}
	ioctl(slave, TIOCSWINSZ, &size);
	ends->ours[VM_TERMINAL] = master;
	ends->theirs[VM_TERMINAL] = slave;
}

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* All were opened, so that no policy depends on how `run` was called; now drop what is not wanted. */
static void choose(struct ends *ends, unsigned terminals)
{
	for (unsigned stream = VM_STDIN; stream < VM_STREAMS; stream++) {
		bool pipe_wanted = stream != VM_TERMINAL && !(terminals & 1u << stream);

		if (pipe_wanted || (stream == VM_TERMINAL && terminals))
			continue;
		close_one(&ends->ours[stream]);
		close_one(&ends->theirs[stream]);
	}
}

/* Input must not make us wait: a command that does not read would stop its own output. */
static void never_wait(int fd)
{
	if (fd >= 0)
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void child_start(struct child *child, const struct command *command)
{
	struct ends ends;
	int orders[2], report[2];

	for (enum vm_stream stream = VM_STDIN; stream <= VM_STDERR; stream++)
		open_pipe(&ends, stream);
	open_terminal(&ends, &command->start);
	choose(&ends, command->start.terminals);
	if (pipe2(orders, O_CLOEXEC) < 0 || pipe2(report, O_CLOEXEC) < 0)
		fail("cannot make a pipe");
	if (unshare(CLONE_NEWPID) < 0)
		fail("cannot make a process namespace");
	child->supervisor = fork();
	if (child->supervisor < 0)
		fail("cannot make a process");
	if (child->supervisor == 0) {
		/* What we keep open here, we would keep from ever ending. */
		for (unsigned stream = VM_STDIN; stream < VM_STREAMS; stream++)
			close_one(&ends.ours[stream]);
		close(orders[1]);
		close(report[0]);
		supervise(command, ends.theirs, orders[0], report[1]);
	}
	close(orders[0]);
	close(report[1]);
	child->orders = orders[1];
	child->report = report[0];
	for (unsigned stream = VM_STDIN; stream < VM_STREAMS; stream++) {
		close_one(&ends.theirs[stream]);
		child->streams[stream] = ends.ours[stream];
	}
	never_wait(child->streams[VM_STDIN]);
	never_wait(child->streams[VM_TERMINAL]);
}
