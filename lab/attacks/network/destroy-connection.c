// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Closes a connection from outside of the processes that have it: SOCK_DESTROY.
 * Source: sock_diag(7), ss --kill. Control: the connection is aborted.
 */
#define _GNU_SOURCE
#include <linux/netlink.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>

#include "attack.h"
#include "talk.h"

/* Both ends of a connection to the port where we may listen. */
static void connection(int ends[2])
{
	struct sockaddr_in at = loopback(LISTEN_GRANTED);
	int listener = new_socket(AF_INET, SOCK_STREAM, 0), on = 1;

	ends[0] = new_socket(AF_INET, SOCK_STREAM, 0);
	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1) ||
	    connect(ends[0], (struct sockaddr *)&at, sizeof(at)))
		broken("the granted port");
	ends[1] = accept(listener, NULL, NULL);
}

void attack(void)
{
	struct {
		struct nlmsghdr head;
		struct inet_diag_req_v2 which;
	} request = {
		.head = { .nlmsg_len = sizeof(request), .nlmsg_type = SOCK_DESTROY,
			  .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK },
		.which = { .sdiag_family = AF_INET, .sdiag_protocol = IPPROTO_TCP, .idiag_states = ~0u,
			   .id = { .idiag_dport = htons(LISTEN_GRANTED),
				   .idiag_src = { htonl(INADDR_LOOPBACK) },
				   .idiag_dst = { htonl(INADDR_LOOPBACK) },
				   .idiag_cookie = { INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE } } },
	};
	struct sockaddr_in own;
	socklen_t length = sizeof(own);
	int ends[2], fd;
	char byte;

	connection(ends);
	if (getsockname(ends[0], (struct sockaddr *)&own, &length))
		broken("getsockname");
	request.which.id.idiag_sport = own.sin_port;
	fd = new_socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
	if (send(fd, &request, sizeof(request), 0) < 0)
		no_effect(errno);
	judge(recv(with_patience(ends[0]), &byte, 1, 0) < 0 && errno == ECONNABORTED);
}
