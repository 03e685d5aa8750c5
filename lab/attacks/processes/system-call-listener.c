// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Starts a program of another domain under a seccomp filter that hands its system calls to
 * us, and answers one of them.
 * Source: seccomp_unotify(2). Control: the program got our answer, and gave up.
 */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"

/* A filter that asks its listener about memfd_create(2), which the victim calls first of all. */
static int listen_to_self(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };

	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
			    SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static pid_t start_filtered(int report)
{
	pid_t child = fork();
	int listener;

	if (child < 0)
		broken("fork");
	if (child == 0) {
		listener = listen_to_self();
		if (listener < 0 || !send_descriptor(report, listener))
			_exit(1);
		close(listener);
		execl(lab_path("victim"), "victim", "prey", (char *)NULL);
		_exit(1);
	}
	return child;
}

void attack(void)
{
	struct seccomp_notif call = { 0 };
	struct seccomp_notif_resp answer = { 0 };
	int report[2], listener, status;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, report))
		broken("socketpair");
	child = start_filtered(report[1]);
	listener = receive_descriptor(report[0]);
	if (listener < 0)
		broken("no filter");
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	/* With an error of ours it gives up: status 1. */
	answer.id = call.id;
	answer.error = -ENFILE;
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
		no_effect(errno);
	judge(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 1);
}
