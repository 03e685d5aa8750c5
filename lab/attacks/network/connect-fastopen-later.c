// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects by TCP fast open when the first data is sent: TCP_FASTOPEN_CONNECT.
 * Source: tcp(7). Control: the victim answers.
 */
#define _GNU_SOURCE
#include <netinet/tcp.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	if (setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &on, sizeof(on)) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) || send(fd, "x", 1, 0) < 0)
		no_effect(errno);
	judge(victim_answers(fd));
}
