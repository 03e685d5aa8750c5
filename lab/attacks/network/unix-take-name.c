// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Serves under the name of a unix socket that others trust.
 * Source: unix(7). Control: a client that connects to that name is ours.
 */
#define _GNU_SOURCE
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = "/run/lab-trusted.sock" };
	int listener = new_socket(AF_UNIX, SOCK_STREAM, 0), fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	unlink(at.sun_path);
	connect_to_own(listener, fd, &at, sizeof(at));
	effect();
}
