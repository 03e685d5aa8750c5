// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of send-udp: the port beside it was granted.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(UDP_GRANTED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	judge_datagram(fd, &to, sizeof(to));
}
