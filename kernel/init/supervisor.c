// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first process of the command's namespace. When it ends, the kernel itself
 * ends every process that the command left behind: no signal has to be sent that
 * a policy could refuse.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/init/init.h"

static volatile sig_atomic_t command_pid, refused;

/* init asks for a signal to the command by sending it to us. */
static void pass_on(int number)
{
	int saved = errno;

	if (command_pid > 0 && kill(-command_pid, number) < 0 &&
	    (errno == EPERM || errno == EACCES))
		refused = number;
	errno = saved;
}

static void catch_signals(void)
{
	static const int passed[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	struct sigaction action = { .sa_handler = pass_on };

	for (size_t i = 0; i < sizeof(passed) / sizeof(*passed); i++)
		sigaction(passed[i], &action, NULL);
}

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

/* Reaps whatever ends until it is the command. Returns its wait status. */
static int wait_for_command(void)
{
	int status;

	for (;;) {
		pid_t pid = waitpid(-1, &status, 0);

		if (pid == command_pid)
			return status;
		if (pid < 0 && refused)
			return refused;		/* a wait status, too: killed by it */
	}
}

/* Is there a report of failure already? The pipe's other end tells by what it holds. */
static bool failed(int report)
{
	int held = 0;

	return ioctl(report, FIONREAD, &held) == 0 && held > 0;
}

void supervise(const struct command *command, const int ends[VM_STREAMS], int report)
{
	int status;
	pid_t pid;

	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		fail("cannot mount proc at /proc");
	catch_signals();
	pid = fork();
	if (pid < 0)
		fail("cannot make a process");
	if (pid == 0)
		become(command, ends, report);
	command_pid = pid;
	for (int stream = VM_STDIN; stream < VM_STREAMS; stream++)
		if (ends[stream] >= 0)
			close(ends[stream]);
	status = wait_for_command();
	if (!failed(report))
		report_end(report, WIFSIGNALED(status) ? VM_SIGNALLED : VM_EXITED,
			   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	_exit(0);
}
