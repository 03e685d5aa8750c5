// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens on a TCP port that was not granted: a back door.
 * Source: docs/architecture.md. Control: a connection arrives.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(LISTEN_DENIED);
	int listener = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)))
		broken("SO_REUSEADDR");
	connect_to_own(listener, new_socket(AF_INET, SOCK_STREAM, 0), &at, sizeof(at));
	effect();
}
