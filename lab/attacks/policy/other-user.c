// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Becomes an ordinary user, whom a policy about root might forget, and connects.
 * Source: docs/architecture.md: users do not matter. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd;

	if (setresgid(12345, 12345, 12345) || setresuid(12345, 12345, 12345))
		no_effect(errno);
	fd = new_socket(AF_INET, SOCK_STREAM, 0);
	judge_connection(fd, &to, sizeof(to));
}
