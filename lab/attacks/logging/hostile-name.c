// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Is refused under a name that ends its own field of the record and begins others: quotes, an
 * innocent domain, a newline with a whole second record.
 * Source: CWE-117; docs/events.md. Control: the victim answers a process of that name.
 */
#define _GNU_SOURCE
#include <sys/prctl.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	/* Fifteen bytes is what a name may have. */
	if (prctl(PR_SET_NAME, "\" domain=\"x\" a\n", 0, 0, 0))
		broken("PR_SET_NAME");
	judge_connection(fd, &to, sizeof(to));
}
