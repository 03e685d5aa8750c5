// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects without connect(2): TCP fast open, sendto with MSG_FASTOPEN.
 * Source: Landlock's network errata. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	if (sendto(fd, "x", 1, MSG_FASTOPEN, (const struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	judge(victim_answers(fd));
}
