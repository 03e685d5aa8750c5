// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of system-call-listener: a sandbox that answers the system calls of a process of its own domain.
 */
#define _GNU_SOURCE
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "filter.h"
#include "pass.h"

static _Noreturn void asking(int report)
{
	ask_about(SYS_getppid, report);
	_exit(getppid() == 1234567 ? 42 : 1);
}

void attack(void)
{
	struct seccomp_notif call = { 0 };
	struct seccomp_notif_resp answer = { .val = 1234567 };
	int report[2], listener, status;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, report) || (child = fork()) < 0)
		broken("fork");
	if (child == 0)
		asking(report[1]);
	listener = receive_descriptor(report[0]);
	if (listener < 0 || ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	answer.id = call.id;
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
		no_effect(errno);
	judge(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 42);
}
