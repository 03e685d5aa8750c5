// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends by UDP-Lite, which a rule for UDP does not know.
 * Source: udplite(7). Control: what was sent arrives at a socket of ours.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(7030);
	int receiver = new_socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);
	int fd = new_socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(receiver, fd, &at, sizeof(at));
}
