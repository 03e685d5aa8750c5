// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends from a socket that has just talked to the granted port, to another one.
 * Source: rights remembered by the socket, as with connections. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(UDP_DENIED);
	int port, fd = port_without_bind(&port);

	/* The socket has a port and a peer that it may talk to. */
	judge_datagram(fd, &to, sizeof(to));
}
