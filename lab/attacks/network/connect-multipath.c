// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects with multipath TCP, which falls back to TCP.
 * Source: Landlock erratum 1, "TCP socket identification". Control: the victim, on TCP, answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);

	judge_connection(fd, &to, sizeof(to));
}
