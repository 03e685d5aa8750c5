// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of connect-unix: the socket beside it was granted.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/un.h>

#include "attack.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = UNIX_GRANTED };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
