// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Drowns one refusal in a thousand others, faster than anybody reads. Source: MITRE ATT&CK
 * T1562.006; docs/events.md, `lost`. Control: after the noise, the victim answers.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

enum { NOISE = 1000 };

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	for (int i = 0; i < NOISE; i++)
		close(open("/etc/shadow", O_RDONLY | O_CLOEXEC));
	judge_connection(fd, &to, sizeof(to));
}
