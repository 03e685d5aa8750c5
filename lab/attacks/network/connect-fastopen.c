// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects without connect(2): TCP fast open, sendto with MSG_FASTOPEN.
 * Source: Landlock's network errata. Control: the victim answers.
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

	if (fd < 0 || sendto(fd, "x", 1, MSG_FASTOPEN, (const struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	judge(victim_answers(fd));
}
