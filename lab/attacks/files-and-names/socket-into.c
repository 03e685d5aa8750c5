// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds a socket at a name where clients look for a service. Source: unix(7). Control: a client's
 * connection arrives.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/etc/lab.socket" };
	int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (server < 0 || client < 0)
		broken("socket");
	if (bind(server, (struct sockaddr *)&address, sizeof(address)) || listen(server, 1))
		no_effect(errno);
	if (connect(client, (struct sockaddr *)&address, sizeof(address)) == 0 &&
	    accept(server, NULL, NULL) >= 0 && unlink(address.sun_path) == 0)
		effect();
	no_effect(errno);
}
