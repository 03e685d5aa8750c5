// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a unix socket by a hard link in a directory that is ours.
 * Source: link(2); path_resolution(7). Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = "/run/lab-linked.sock" };
	int fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	unlink(to.sun_path);
	if (link(UNIX_DENIED, to.sun_path) || connect(fd, (struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
