// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has the kernel append its process accounting to /etc/passwd. Source: acct(2). Control: the file
 * grows when a process ends.
 */
#define _GNU_SOURCE
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int error = acct(PASSWD) ? errno : 0;
	pid_t pid;

	if (!error) {
		pid = fork();
		if (pid == 0)
			_exit(0);
		waitpid(pid, NULL, 0);
		acct(NULL);
	}
	judge_change(&kept, error);
}
