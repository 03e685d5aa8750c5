// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first process of the command's namespace. When it ends, the kernel itself
 * ends every process that the command left behind: no signal has to be sent that
 * a policy could refuse.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/init/init.h"

static void report_end(int report, enum vm_end end, int value)
{
	struct vm_status status = { .end = end, .value = (uint32_t)value };

	if (write(report, &status, sizeof(status)) != sizeof(status))
		_exit(1);
}

/* The command's own process; gives up with a report where it cannot go on. */
__attribute__((noreturn))
static void become(const struct command *command, const int ends[VM_STREAMS], int report)
{
	setsid();
	if (ends[VM_TERMINAL] >= 0)
		ioctl(ends[VM_TERMINAL], TIOCSCTTY, 0);
	for (int stream = VM_STDIN; stream <= VM_STDERR; stream++)
		dup2(ends[stream] >= 0 ? ends[stream] : ends[VM_TERMINAL], stream);
	umask(command->start.umask);
	if (chdir(command->directory) < 0) {
		report_end(report, VM_NOT_ENTERED, errno);
		_exit(0);
	}
	signal(SIGPIPE, SIG_DFL);
	environ = command->environment;
	execvp(command->arguments[0], command->arguments);
	report_end(report, VM_NOT_EXECUTED, errno);
	_exit(0);
}

/* Only there to interrupt ppoll(). */
static void child_ended(int number)
{
	(void)number;
}

/*
 * Carries out what was ordered, if anything. False if the policy refuses it: what
 * should have ended the command then ends its whole world.
 */
static bool obey(int orders, pid_t pid, int *number)
{
	unsigned char byte;

	if (read(orders, &byte, 1) != 1)
		return true;
	*number = byte;
	return kill(-pid, byte) == 0 || (errno != EPERM && errno != EACCES);
}

/*
 * Reaps whatever ends until it is the command. Returns its wait status. Orders come
 * through a pipe: init could need leave to send even us a signal.
 */
static int wait_for_command(pid_t command, int orders)
{
	struct sigaction action = { .sa_handler = child_ended };
	struct pollfd polled = { .fd = orders, .events = POLLIN };
	sigset_t child, before;
	int status, number;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &before);
	sigaction(SIGCHLD, &action, NULL);
	for (;;) {
		pid_t pid = waitpid(-1, &status, WNOHANG);

		if (pid == command)
			return status;
		/* Anything else that is there already is reaped before we sleep. */
		if (pid <= 0 && ppoll(&polled, 1, NULL, &before) == 1 &&
		    !obey(orders, command, &number))
			return number;		/* a wait status, too: killed by it */
	}
}

/* Is there a report of failure already? The pipe's other end tells by what it holds. */
static bool failed(int report)
{
	int held = 0;

	return ioctl(report, FIONREAD, &held) == 0 && held > 0;
}

void supervise(const struct command *command, const int ends[VM_STREAMS], int orders, int report)
{
	int status;
	pid_t pid;

	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		fail("cannot mount proc at /proc");
	pid = fork();
	if (pid < 0)
		fail("cannot make a process");
	if (pid == 0)
		become(command, ends, report);
	for (int stream = VM_STDIN; stream < VM_STREAMS; stream++)
		if (ends[stream] >= 0)
			close(ends[stream]);
	status = wait_for_command(pid, orders);
	if (!failed(report))
		report_end(report, WIFSIGNALED(status) ? VM_SIGNALLED : VM_EXITED,
			   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	_exit(0);
}
