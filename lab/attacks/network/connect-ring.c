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
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);
	const struct io_uring_sqe request = {
		.opcode = IORING_OP_CONNECT, .fd = fd, .addr = (uintptr_t)&to, .off = sizeof(to),
	};
	int result = ring_do(&request);

	if (result < 0)
		no_effect(-result);
	judge(victim_answers(fd));
}
