// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds an abstract socket whose name reads like the path of a socket that it may use. Source:
 * unix(7), abstract sockets. Control: a connection to it arrives.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int server = new_socket(AF_UNIX, SOCK_STREAM, 0), client = new_socket(AF_UNIX, SOCK_STREAM, 0);
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(UNIX_GRANTED);

	memcpy(address.sun_path + 1, UNIX_GRANTED, strlen(UNIX_GRANTED));
	connect_to_own(server, client, &address, length);
	effect();
}
