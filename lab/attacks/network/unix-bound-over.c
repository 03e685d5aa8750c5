// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a unix socket through a bind mount of its directory.
 * Source: 6.12 survey, "mount(2), bind". Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = "/tmp/lab-run/lab-denied.sock" };
	int fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	mkdir("/tmp/lab-run", 0755);
	if (mount("/run", "/tmp/lab-run", NULL, MS_BIND, NULL) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	judge(victim_answers(fd));
}
