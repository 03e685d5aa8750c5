// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to a unix socket that was not granted.
 * Source: docs/language.md, "connect unix". Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = UNIX_DENIED };
	int fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	judge_connection(fd, &to, sizeof(to));
}
