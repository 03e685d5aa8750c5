// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects by SCTP, which a rule for TCP does not know. Source: root-paths, "netlink,
 * raw/packet, vsock"; sctp(7). Control: what was sent arrives at a socket of ours.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in at = loopback(7031);
	int listener = new_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP);
	int fd = new_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP), end;

	if (bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1) ||
	    connect(fd, (struct sockaddr *)&at, sizeof(at)) ||
	    send(fd, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0) < 0)
		no_effect(errno);
	end = accept(listener, NULL, NULL);
	judge(end >= 0 && hears_foreign(end));
}
