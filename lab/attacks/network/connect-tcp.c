// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a TCP port that was not granted.
 * Source: docs/architecture.md. Control: the victim answers on the connection.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	judge_connection(fd, &to, sizeof(to));
}
