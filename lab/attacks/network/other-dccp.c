// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects by DCCP.
 * Source: CVE-2017-6074. Control: what was sent arrives at a socket of ours.
 */
#define _GNU_SOURCE
#include <linux/dccp.h>

#include "attack.h"
#include "talk.h"

#ifndef SOL_DCCP
#define SOL_DCCP 269
#endif

void attack(void)
{
	struct sockaddr_in at = loopback(7033);
	int listener = new_socket(AF_INET, SOCK_DCCP, IPPROTO_DCCP);
	int fd = new_socket(AF_INET, SOCK_DCCP, IPPROTO_DCCP), end;
	const uint32_t service = 42;

	if (setsockopt(listener, SOL_DCCP, DCCP_SOCKOPT_SERVICE, &service, sizeof(service)) ||
	    setsockopt(fd, SOL_DCCP, DCCP_SOCKOPT_SERVICE, &service, sizeof(service)) ||
	    bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1) ||
	    connect(fd, (struct sockaddr *)&at, sizeof(at)) ||
	    send(fd, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0) < 0)
		no_effect(errno);
	end = accept(listener, NULL, NULL);
	judge(end >= 0 && hears_foreign(end));
}
