// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same, and puts a descriptor of ours into the process: what it takes for its own secret
 * memory file is a pipe that we read.
 * Source: seccomp_unotify(2), SECCOMP_IOCTL_NOTIF_ADDFD. Control: its secret comes out of the pipe.
 */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"

static void start_filtered(int report)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	pid_t child = fork();
	int listener;

	if (child < 0)
		broken("fork");
	if (child)
		return;
	listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
				SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	if (listener < 0 || !send_descriptor(report, listener))
		_exit(1);
	close(listener);
	execl(lab_path("victim"), "victim", "prey", (char *)NULL);
	_exit(1);
}

void attack(void)
{
	struct seccomp_notif call = { 0 };
	struct seccomp_notif_addfd planted = { .flags = SECCOMP_ADDFD_FLAG_SEND };
	char said[sizeof(SECRET_TEXT)] = "";
	int report[2], ours[2], listener;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, report) || pipe(ours))
		broken("socketpair");
	start_filtered(report[1]);
	listener = receive_descriptor(report[0]);
	if (listener < 0)
		broken("no filter");
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	planted.id = call.id;
	planted.srcfd = (uint32_t)ours[1];
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &planted) < 0)
		no_effect(errno);
	judge(read(ours[0], said, sizeof(said) - 1) > 0 && strcmp(said, SECRET_TEXT) == 0);
}
