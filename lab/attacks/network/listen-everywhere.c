// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens at all addresses instead of the one that was granted.
 * Source: ip(7), INADDR_ANY. Control: a connection to another address arrives.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(LISTEN_GRANTED), to = at;
	int listener = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_ANY);
	to.sin_addr.s_addr = htonl(0x7f000002);
	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(accept(listener, NULL, NULL) >= 0);
}
