// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same with sendmmsg: the first datagram goes to the granted port, the second does not.
 * Source: sendmmsg(2), which Linux asks its security modules about only once for equal addresses.
 * Control: the victim answers both.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to[2] = { loopback(UDP_GRANTED), loopback(UDP_DENIED) };
	struct iovec data = { "x", 1 };
	struct mmsghdr messages[2] = { 0 };
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	for (int i = 0; i < 2; i++) {
		messages[i].msg_hdr.msg_name = &to[i];
		messages[i].msg_hdr.msg_namelen = sizeof(to[i]);
		messages[i].msg_hdr.msg_iov = &data;
		messages[i].msg_hdr.msg_iovlen = 1;
	}
	if (sendmmsg(fd, messages, 2, 0) < 0)
		no_effect(errno);
	judge(victim_answers(fd) && victim_answers(fd));
}
