// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Receives at a UDP port that was not granted.
 * Source: bind(2). Control: what is sent to that port arrives.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(7020);
	int receiver = new_socket(AF_INET, SOCK_DGRAM, 0), fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(receiver, fd, &at, sizeof(at));
}
