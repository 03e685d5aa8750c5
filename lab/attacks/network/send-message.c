// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends a UDP datagram to a port that was not granted: sendmsg.
 * Source: Landlock's design of UDP rights. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(UDP_DENIED);
	struct iovec data = { "x", 1 };
	struct msghdr message = { .msg_name = &to, .msg_namelen = sizeof(to),
		.msg_iov = &data, .msg_iovlen = 1 };
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	if (sendmsg(fd, &message, 0) < 0)
		no_effect(errno);
	judge(victim_answers(fd));
}
