// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to ::ffff:127.0.0.1 from an IPv6 socket.
 * Source: ipv6(7), "IPv4 connections". Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(UDP_DENIED),
		.sin6_addr.s6_addr = { [10] = 0xff, 0xff, 127, 0, 0, 1 } };
	int fd = new_socket(AF_INET6, SOCK_DGRAM, 0);

	judge_datagram(fd, &to, sizeof(to));
}
