// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects through an io_uring, from a domain that has that.
 * Source: io_uring_prep_connect(3). Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "ring.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);

	judge_ring_connection(new_socket(AF_INET, SOCK_STREAM, 0), &to, sizeof(to));
}
