// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends a datagram to a unix socket that was not granted, by its path.
 * Source: unix(7). Control: the victim answers to the name that the sender got from the kernel.
 */
#define _GNU_SOURCE
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = DATAGRAM_DENIED };
	const struct sockaddr any_name = { .sa_family = AF_UNIX };
	int fd = new_socket(AF_UNIX, SOCK_DGRAM, 0);

	if (bind(fd, &any_name, sizeof(any_name.sa_family)))
		no_effect(errno);
	judge_datagram(fd, &to, sizeof(to));
}
