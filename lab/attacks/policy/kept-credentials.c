// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Registers its credentials with an io_uring, becomes a program of another domain that may not
 * connect, and has the ring connect with the credentials of before. Source:
 * io_uring_register(2), IORING_REGISTER_PERSONALITY; the hook uring_override_creds of SELinux.
 * Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "ring.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_GRANTED);
	struct io_uring_sqe request = { .opcode = IORING_OP_CONNECT, .addr = (uintptr_t)&to,
		.off = sizeof(to), .personality = ring_kept_credentials("attacks/kept-credentials") };
	int result;

	request.fd = new_socket(AF_INET, SOCK_STREAM, 0);
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	judge(victim_answers(request.fd));
}
