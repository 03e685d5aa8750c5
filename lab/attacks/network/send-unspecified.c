// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends to an address of family AF_UNSPEC, which IPv4 takes for AF_INET.
 * Source: net/ipv4/udp.c; Landlock's bind errata about AF_UNSPEC. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(UDP_DENIED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	to.sin_family = AF_UNSPEC;
	judge_datagram(fd, &to, sizeof(to));
}
