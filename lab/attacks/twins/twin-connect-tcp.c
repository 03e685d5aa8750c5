// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of connect-tcp: the port beside it was granted.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_GRANTED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	judge_connection(fd, &to, sizeof(to));
}
