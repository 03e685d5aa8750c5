// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of system-call-listener: a sandbox that answers the system calls of a process of its own domain.
 */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"

static _Noreturn void filtered(int report)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
				    SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);

	if (listener < 0 || !send_descriptor(report, listener))
		_exit(1);
	close(listener);
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
		filtered(report[1]);
	listener = receive_descriptor(report[0]);
	if (listener < 0 || ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	answer.id = call.id;
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
		no_effect(errno);
	judge(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 42);
}
