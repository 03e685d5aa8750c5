// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of connect-tcp: the port beside it was granted.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <sys/socket.h>

#include "attack.h"

void attack(void)
{
	const struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(PORT_GRANTED),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
