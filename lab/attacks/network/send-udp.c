// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends a UDP datagram to a port that was not granted, without connecting.
 * Source: docs/architecture.md. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(UDP_DENIED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	judge_datagram(fd, &to, sizeof(to));
}
