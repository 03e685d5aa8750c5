// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to a multicast group, whose members nobody granted.
 * Source: ip(7), IP_ADD_MEMBERSHIP. Control: a member, on this machine, gets the datagram.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct ip_mreqn group = { .imr_multiaddr.s_addr = htonl(0xef010203),
		.imr_address.s_addr = htonl(INADDR_LOOPBACK) };
	int port, member = port_without_bind(&port);
	struct sockaddr_in to = loopback(port);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	to.sin_addr = group.imr_multiaddr;
	if (setsockopt(member, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof(group)) ||
	    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &group, sizeof(group)))
		no_effect(errno);
	judge_reception(member, fd, &to, sizeof(to));
}
