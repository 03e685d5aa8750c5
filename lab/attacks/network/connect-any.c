// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to 0.0.0.0, which is this machine.
 * Source: the "0.0.0.0 day" of browsers, 2024. Control: the victim answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_ANY);
	judge_connection(fd, &to, sizeof(to));
}
