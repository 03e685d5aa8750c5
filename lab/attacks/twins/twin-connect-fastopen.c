// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of connect-fastopen and connect-fastopen-later: the granted port by TCP fast open.
 */
#define _GNU_SOURCE
#include <netinet/tcp.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_GRANTED);
	int at_once = new_socket(AF_INET, SOCK_STREAM, 0), later = new_socket(AF_INET, SOCK_STREAM, 0);
	int on = 1;

	if (sendto(at_once, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof(to)) < 0 ||
	    !victim_answers(at_once))
		no_effect(errno);
	if (setsockopt(later, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &on, sizeof(on)) ||
	    connect(later, (struct sockaddr *)&to, sizeof(to)) || send(later, "x", 1, 0) < 0 ||
	    !victim_answers(later))
		no_effect(errno);
	effect();
}
