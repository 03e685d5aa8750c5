// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Listens on a TCP port that was not granted: a back door.
 * Source: DESIGN 3. Control: a connection arrives.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "attack.h"

void attack(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(LISTEN_DENIED),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct pollfd arrival = { .events = POLLIN };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1, peer;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) || listen(fd, 1))
		no_effect(errno);
	peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (peer < 0 || (connect(peer, (struct sockaddr *)&address, sizeof(address)) &&
			 errno != EINPROGRESS))
		no_effect(errno);
	arrival.fd = fd;
	judge(poll(&arrival, 1, 8000) == 1 && accept(fd, NULL, NULL) >= 0);
}
