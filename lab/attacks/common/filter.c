// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "filter.h"
#include "pass.h"

void ask_about(int number, int report)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
				    SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);

	if (listener < 0 || !send_descriptor(report, listener))
		_exit(1);
	close(listener);
}

pid_t start_asking_victim(int *listener)
{
	int report[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, report) || (child = fork()) < 0)
		broken("fork");
	if (child == 0) {
		ask_about(SYS_memfd_create, report[1]);
		execl(lab_path("victim"), "victim", "prey", (char *)NULL);
		_exit(1);
	}
	*listener = receive_descriptor(report[0]);
	if (*listener < 0)
		broken("no filter");
	return child;
}
