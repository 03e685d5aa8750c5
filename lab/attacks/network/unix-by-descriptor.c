// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a unix socket by a descriptor of its file: /proc/self/fd/N, opened with O_PATH.
 * Source: the way round path filters of systemd and containers. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int file = open(UNIX_DENIED, O_PATH | O_CLOEXEC), fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	if (file < 0)
		broken(UNIX_DENIED);
	snprintf(to.sun_path, sizeof(to.sun_path), "/proc/self/fd/%d", file);
	judge_connection(fd, &to, sizeof(to));
}
