// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends by TIPC, a network of its own below the IP rules.
 * Source: CVE-2021-43267. Control: what was sent arrives at a socket of ours.
 */
#define _GNU_SOURCE
#include <linux/tipc.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_tipc at = { .family = AF_TIPC, .addrtype = TIPC_SERVICE_RANGE,
		.scope = TIPC_NODE_SCOPE,
		.addr.nameseq = { .type = 7034, .lower = 1, .upper = 1 } };
	struct sockaddr_tipc to = { .family = AF_TIPC, .addrtype = TIPC_SERVICE_ADDR,
		.addr.name.name = { .type = 7034, .instance = 1 } };
	int receiver = new_socket(AF_TIPC, SOCK_RDM, 0), fd = new_socket(AF_TIPC, SOCK_RDM, 0);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(receiver, fd, &to, sizeof(to));
}
