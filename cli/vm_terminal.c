/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terminal that we may stand on, and the signals that are sent to us. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/vm.h"

/* A signal's number is written here by its handler, so that poll() sees it. */
static int wire[2] = { -1, -1 };
static volatile sig_atomic_t first_fatal;

static struct termios usual;
static bool raw;

static void keep(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;

	if (number != SIGWINCH && !first_fatal)
		first_fatal = number;
	/* Full: so many are there already that one more changes nothing. */
	(void)!write(wire[1], &byte, 1);
	errno = saved;
}

void vm_signals_catch(void)
{
	static const int caught[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH };
	struct sigaction action = { .sa_handler = keep };

	if (pipe2(wire, O_CLOEXEC | O_NONBLOCK) < 0)
		wire[0] = wire[1] = -1;
	for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++) {
		struct sigaction old;

		/* What our caller had ignored, nohup's SIGHUP for one, stays ignored. */
		if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
			continue;
		sigaction(caught[i], &action, NULL);
	}
	/* A reader of our output that has gone is told to the guest, not death to us. */
	signal(SIGPIPE, SIG_IGN);
}

int vm_signal_next(void)
{
	unsigned char byte;

	return read(wire[0], &byte, 1) == 1 ? byte : 0;
}

int vm_signal_fatal(void)
{
	return first_fatal;
}

int vm_signals_fd(void)
{
	return wire[0];
}

uint8_t vm_terminals(void)
{
	uint8_t terminals = 0;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (isatty(fd))
			terminals |= (uint8_t)(1u << fd);
	return terminals;
}

int vm_terminal_fd(void)
{
	static const int order[] = { STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO };

	for (size_t i = 0; i < 3; i++)
		if (isatty(order[i]))
			return order[i];
	return -1;
}

struct vm_size vm_terminal_size(void)
{
	struct winsize window = { .ws_row = 24, .ws_col = 80 };
	int fd = vm_terminal_fd();

	if (fd >= 0)
		ioctl(fd, TIOCGWINSZ, &window);
	return (struct vm_size){ .rows = window.ws_row, .columns = window.ws_col };
}

void vm_terminal_raw(void)
{
	static bool registered;
	struct termios modes;

	if (raw || tcgetattr(STDIN_FILENO, &usual) < 0)
		return;
	if (!registered)
		atexit(vm_terminal_restore);
	registered = true;
	modes = usual;
	cfmakeraw(&modes);
	raw = tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) == 0;
}

void vm_terminal_restore(void)
{
	if (raw)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &usual);
	raw = false;
}

bool vm_terminal_is_raw(void)
{
	return raw;
}
