// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to 0.0.0.0, which is this machine.
 * Source: ip(7), INADDR_ANY. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(UDP_DENIED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_ANY);
	judge_datagram(fd, &to, sizeof(to));
}
