// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens without bind(2): the kernel picks a port.
 * Source: Landlock's discussion of listen(2) on an unbound socket. Control: the socket has a
 * port and listens.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in address;
	socklen_t length = sizeof(address);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	if (listen(fd, 1))
		no_effect(errno);
	judge(getsockname(fd, (struct sockaddr *)&address, &length) == 0 && address.sin_port);
}
