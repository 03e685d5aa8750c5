// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to an IPv4 address from an IPv6 socket, as it is.
 * Source: udpv6_sendmsg() in net/ipv6/udp.c. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(UDP_DENIED);
	int fd = new_socket(AF_INET6, SOCK_DGRAM, 0);

	judge_datagram(fd, &to, sizeof(to));
}
