// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes the datagrams of a service: binds to its port, too (SO_REUSEADDR); the last one gets
 * them. Source: socket(7), SO_REUSEADDR and UDP. Control: what is sent to the service is ours.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(UDP_GRANTED);
	int thief = new_socket(AF_INET, SOCK_DGRAM, 0), fd = new_socket(AF_INET, SOCK_DGRAM, 0), on = 1;

	if (setsockopt(thief, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(thief, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(thief, fd, &at, sizeof(at));
}
