// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects to an abstract unix socket that was not granted: it has no file.
 * Source: docs/language.md. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/un.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX, .sun_path = "\0" ABSTRACT_DENIED };
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof(ABSTRACT_DENIED);
	int fd = new_socket(AF_UNIX, SOCK_STREAM, 0);

	judge_connection(fd, &to, length);
}
