// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Calls itself by the name of a program with more rights, and connects to where that one might.
 * Source: PR_SET_NAME(2const); MITRE ATT&CK T1036.005. Control: the victim answers.
 */
#define _GNU_SOURCE
#include <sys/prctl.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0);

	if (prctl(PR_SET_NAME, "victim", 0, 0, 0))
		broken("PR_SET_NAME");
	judge_connection(fd, &to, sizeof(to));
}
