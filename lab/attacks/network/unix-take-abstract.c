// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same in the abstract space, where no file could be protected.
 * Source: unix(7); Landlock's LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET. Control: a client is ours.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen("lab-trusted");
	int listener = new_socket(AF_UNIX, SOCK_STREAM, 0), fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(at.sun_path + 1, "lab-trusted");
	connect_to_own(listener, fd, &at, length);
	effect();
}
