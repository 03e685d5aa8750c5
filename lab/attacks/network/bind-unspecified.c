// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same with an address of family AF_UNSPEC, which bind() takes for AF_INET. Source:
 * __inet_bind() in net/ipv4/af_inet.c; Landlock's network tests. Control: what is sent arrives.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = { .sin_family = AF_UNSPEC, .sin_port = htons(7021) };
	struct sockaddr_in to = loopback(7021);
	int receiver = new_socket(AF_INET, SOCK_DGRAM, 0), fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(receiver, fd, &to, sizeof(to));
}
