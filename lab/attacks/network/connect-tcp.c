// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a TCP port that was not granted.
 * Source: DESIGN 3. Control: the victim answers on the connection.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <sys/socket.h>

#include "attack.h"

void attack(void)
{
	const struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(PORT_DENIED),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
