// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to ::ffff:0.0.0.0, the same in an IPv6 socket.
 * Source: ipv6(7); tcp_v6_connect(). Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(PORT_DENIED),
		.sin6_addr.s6_addr = { [10] = 0xff, 0xff } };
	int fd = new_socket(AF_INET6, SOCK_STREAM, 0);

	judge_connection(fd, &to, sizeof(to));
}
