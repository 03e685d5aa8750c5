// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of kept-credentials: the same by exec of a program of its own domain.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "ring.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_GRANTED);
	struct io_uring_sqe request = { .opcode = IORING_OP_CONNECT, .addr = (uintptr_t)&to,
		.off = sizeof(to), .personality = ring_kept_credentials("attacks/twin-kept-credentials") };
	int result;

	request.fd = new_socket(AF_INET, SOCK_STREAM, 0);
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	judge(victim_answers(request.fd));
}
