// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a connection that no peer has agreed to: TCP_REPAIR.
 * Source: tcp(7), CRIU. Control: the socket says that it is connected to the port. There is
 * nobody else to ask: that no packet is sent is what it is about.
 */
#define _GNU_SOURCE
#include <netinet/tcp.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED), peer = { 0 };
	socklen_t length = sizeof(peer);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	if (setsockopt(fd, IPPROTO_TCP, TCP_REPAIR, &on, sizeof(on)) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) ||
	    getpeername(fd, (struct sockaddr *)&peer, &length))
		no_effect(errno);
	if (peer.sin_port == htons(PORT_DENIED))
		effect();
	no_effect(0);
}
