// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens at an address that this machine does not have, to answer for another one:
 * IP_TRANSPARENT. Source: ip(7). Control: it listens there. No packet for that address
 * comes by here: who sends them on to this machine is another attack (change-route).
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(LISTEN_GRANTED), own;
	socklen_t length = sizeof(own);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	at.sin_addr.s_addr = htonl(0xcb007105);
	if (setsockopt(fd, IPPROTO_IP, IP_TRANSPARENT, &on, sizeof(on)) ||
	    bind(fd, (struct sockaddr *)&at, sizeof(at)) || listen(fd, 1) ||
	    getsockname(fd, (struct sockaddr *)&own, &length))
		no_effect(errno);
	if (own.sin_addr.s_addr == at.sin_addr.s_addr)
		effect();
	no_effect(0);
}
