// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of connect-ring: the granted port through an io_uring.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "ring.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_GRANTED);

	judge_ring_connection(new_socket(AF_INET, SOCK_STREAM, 0), &to, sizeof(to));
}
