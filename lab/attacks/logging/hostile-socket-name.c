// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. The same with the name of an abstract socket, which may hold NUL bytes.
 * Source: unix(7); docs/events.md. Control: a client that connects to the name is ours.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	static const char name[] = "\0\"\0 domain=\"init\"\n\0";
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof(name);
	int listener = new_socket(AF_UNIX, SOCK_STREAM, 0), fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	memcpy(at.sun_path, name, sizeof(name));
	connect_to_own(listener, fd, &at, length);
	effect();
}
