// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a unix socket that was not granted.
 * Source: DESIGN 7, "connect unix". Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/un.h>

#include "attack.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = UNIX_DENIED };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
