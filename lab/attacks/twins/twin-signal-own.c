// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of pidfd-signal, kill-group, owner-signal and the like: processes of the own domain
 * may be signalled in all these ways.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

static pid_t sleeper(void)
{
	pid_t child = start_sleeper();

	setpgid(child, child);
	return child;
}

static int by_descriptor(pid_t child)
{
	int process = (int)syscall(SYS_pidfd_open, child, 0);

	return (int)syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0);
}

static int by_thread(pid_t child)
{
	return (int)syscall(SYS_tgkill, child, child, SIGKILL);
}

static int by_group(pid_t child)
{
	return kill(-child, SIGKILL);
}

static int by_owner(pid_t child)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return -1;
	return fcntl(pair[0], F_SETSIG, SIGKILL) || fcntl(pair[0], F_SETOWN, child) ||
	       fcntl(pair[0], F_SETFL, O_ASYNC) || write(pair[1], "x", 1) != 1;
}

void attack(void)
{
	int (*const ways[])(pid_t) = { by_descriptor, by_thread, by_group, by_owner };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct prey child = { .pid = sleeper() };

		if (ways[i](child.pid) || !prey_died(&child, SIGKILL))
			no_effect(errno);
	}
	effect();
}
