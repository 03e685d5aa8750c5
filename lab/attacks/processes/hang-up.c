// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Hangs up the terminal it runs at, and all who use it, from a domain without any capability.
 * Source: vhangup(2), CAP_SYS_TTY_CONFIG. Control: reading the terminal meets its end.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

/* A session of its own at terminal @name. Ends with 0 if the terminal is gone, else with errno. */
static _Noreturn void at_terminal(const char *name)
{
	int terminal, error;
	char byte;

	signal(SIGHUP, SIG_IGN);
	if (setsid() < 0)
		_exit(255);
	terminal = open(name, O_RDONLY);
	if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0))
		_exit(255);
	error = vhangup() ? errno : 0;
	_exit(error ? error : read(terminal, &byte, 1) != 0);
}

void attack(void)
{
	int master = posix_openpt(O_RDONLY | O_NOCTTY), status;
	pid_t child;

	if (master < 0 || unlockpt(master))
		broken("a terminal");
	child = fork();
	if (child == 0)
		at_terminal(ptsname(master));
	if (child < 0 || waitpid(child, &status, 0) != child || WEXITSTATUS(status) == 255)
		broken("a session");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		effect();
	no_effect(WEXITSTATUS(status));
}
