// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to everybody on a network: 127.255.255.255.
 * Source: ip(7), SO_BROADCAST. Control: a socket on this machine gets the datagram.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	int port, receiver = port_without_bind(&port), on = 1;
	struct sockaddr_in to = loopback(port);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	to.sin_addr.s_addr = htonl(0x7fffffff);
	if (setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof(on)))
		no_effect(errno);
	judge_reception(receiver, fd, &to, sizeof(to));
}
