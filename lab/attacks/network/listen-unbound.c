// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens without bind(2): the kernel picks a port.
 * Source: Landlock's discussion of listen(2) on an unbound socket. Control: somebody
 * who connects to that port is heard.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in address, to;
	socklen_t length = sizeof(address);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), client;

	if (listen(fd, 1) || getsockname(fd, (struct sockaddr *)&address, &length))
		no_effect(errno);
	to = loopback(ntohs(address.sin_port));
	client = new_socket(AF_INET, SOCK_STREAM, 0);
	if (connect(client, (struct sockaddr *)&to, sizeof(to)) ||
	    send(client, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0) < 0)
		no_effect(errno);
	judge(hears_foreign(accept(fd, NULL, NULL)));
}
