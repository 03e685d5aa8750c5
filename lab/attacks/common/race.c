// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "race.h"

/* Who is killed takes it along. */
static pid_t fork_companion(void)
{
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid == 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return pid;
}

pid_t start_exchanging(const char *one, const char *other)
{
	pid_t pid = fork_companion();

	if (pid)
		return pid;
	while (renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0)
		;
	_exit(errno);
}

pid_t start_turning(const char *link, const char *one, const char *other)
{
	char *fresh;
	pid_t pid;

	unlink(link);
	if (asprintf(&fresh, "%s.new", link) < 0 || symlink(one, link))
		broken("a link");
	pid = fork_companion();
	if (pid)
		return pid;
	do
		unlink(fresh);
	while (symlink(other, fresh) == 0 && rename(fresh, link) == 0 &&
	       symlink(one, fresh) == 0 && rename(fresh, link) == 0);
	_exit(errno);
}

int stop_changing(pid_t pid)
{
	int status;

	kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid)
		broken("waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}
