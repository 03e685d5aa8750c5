// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same port by its IPv4-mapped IPv6 address, ::ffff:127.0.0.1.
 * Source: Landlock's errata on socket confusion. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(PORT_DENIED) };
	int fd = new_socket(AF_INET6, SOCK_STREAM, 0);

	inet_pton(AF_INET6, "::ffff:127.0.0.1", &to.sin6_addr);
	judge_connection(fd, &to, sizeof(to));
}
