// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds a socket at a name where clients look for a service. Source: unix(7). Control: a client's
 * connection arrives.
 */
#define _GNU_SOURCE
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/etc/lab.socket" };
	int server = new_socket(AF_UNIX, SOCK_STREAM, 0), client = new_socket(AF_UNIX, SOCK_STREAM, 0);

	connect_to_own(server, client, &address, sizeof(address));
	judge(unlink(address.sun_path) == 0);
}
