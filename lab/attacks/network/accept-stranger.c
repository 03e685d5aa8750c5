// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes a connection from a peer that was not granted, on the port that was: the rule names
 * 127.0.0.1. Source: docs/architecture.md, accept. Control: the connection from 127.0.0.9 arrives.
 */
#define _GNU_SOURCE
#include <sys/time.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(LISTEN_GRANTED), from = loopback(0);
	const struct timeval patience = { .tv_sec = 3 };
	int listener = with_patience(new_socket(AF_INET, SOCK_STREAM, 0));
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	from.sin_addr.s_addr = htonl(0x7f000009);
	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1))
		broken("the granted port");
	if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) ||
	    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on)) ||
	    bind(fd, (struct sockaddr *)&from, sizeof(from)) ||
	    connect(fd, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge(accept(listener, NULL, NULL) >= 0);
}
