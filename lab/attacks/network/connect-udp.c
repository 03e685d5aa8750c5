// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects a UDP socket to a port that was not granted, then just writes.
 * Source: docs/architecture.md. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(UDP_DENIED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) || write(fd, "x", 1) != 1)
		no_effect(errno);
	judge(victim_answers(fd));
}
