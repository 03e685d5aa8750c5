// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Starts a program of another domain under a seccomp filter that hands its system calls to
 * us, and answers one of them.
 * Source: seccomp_unotify(2). Control: the program got our answer, and gave up.
 */
#define _GNU_SOURCE
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include "attack.h"
#include "filter.h"

void attack(void)
{
	struct seccomp_notif call = { 0 };
	struct seccomp_notif_resp answer = { 0 };
	int listener, status;
	pid_t child = start_asking_victim(&listener);

	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	/* With an error of ours it gives up: status 1. */
	answer.id = call.id;
	answer.error = -ENFILE;
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
		no_effect(errno);
	judge(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 1);
}
