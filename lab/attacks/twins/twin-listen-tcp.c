// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of listen-tcp: the port beside it was granted.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(LISTEN_GRANTED);
	int listener = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)))
		broken("SO_REUSEADDR");
	connect_to_own(listener, new_socket(AF_INET, SOCK_STREAM, 0), &at, sizeof(at));
	effect();
}
