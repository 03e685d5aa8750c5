// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects a datagram socket to a unix socket that was not granted, then just sends.
 * Source: unix(7). Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = DATAGRAM_DENIED };
	const struct sockaddr any_name = { .sa_family = AF_UNIX };
	int fd = new_socket(AF_UNIX, SOCK_DGRAM, 0);

	if (bind(fd, &any_name, sizeof(any_name.sa_family)) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) || write(fd, "x", 1) != 1)
		no_effect(errno);
	judge(victim_answers(fd));
}
