// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds an abstract socket whose name reads like the path of a socket that it may use. Source:
 * unix(7), abstract sockets. Control: a connection to it arrives.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "attack.h"

void attack(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(UNIX_GRANTED);

	if (server < 0 || client < 0)
		broken("socket");
	memcpy(address.sun_path + 1, UNIX_GRANTED, strlen(UNIX_GRANTED));
	if (bind(server, (struct sockaddr *)&address, length) || listen(server, 1))
		no_effect(errno);
	judge(connect(client, (struct sockaddr *)&address, length) == 0 && accept(server, NULL, NULL) >= 0);
}
