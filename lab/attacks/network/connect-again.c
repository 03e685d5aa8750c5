// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to the granted port, takes the connection back (AF_UNSPEC), connects the same
 * socket to another port. Source: connect(2); Landlock's network tests. Control: the victim
 * answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	struct sockaddr_in granted = loopback(PORT_GRANTED), denied = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&granted, sizeof(granted)) || !victim_answers(fd))
		broken("the granted port");
	if (connect(fd, &nobody, sizeof(nobody)) ||
	    connect(fd, (struct sockaddr *)&denied, sizeof(denied)))
		no_effect(errno);
	judge(victim_answers(fd));
}
