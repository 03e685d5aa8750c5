// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects by SCTP, which a rule for TCP does not know. Source: 6.12 survey, "netlink,
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

	end = connect_to_own(listener, fd, &at, sizeof(at));
	if (send(fd, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0) < 0)
		no_effect(errno);
	judge(hears_foreign(end));
}
