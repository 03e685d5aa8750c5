// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shared-directory: a child that shares root and working directory (CLONE_FS) runs an
 * approved program of its own domain.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char said[64] = "";
	int words[2];
	pid_t child;

	if (pipe(words))
		broken("pipe");
	child = syscall(SYS_clone, CLONE_FS | SIGCHLD, NULL, NULL, NULL, NULL);
	if (child < 0)
		broken("clone");
	if (child == 0) {
		dup2(words[1], STDOUT_FILENO);
		execl(lab_path("open/helper"), "helper", (char *)NULL);
		_exit(errno);
	}
	close(words[1]);
	if (read(words[0], said, sizeof(said) - 1) > 0 && strstr(said, HELPER_TEXT))
		effect();
	no_effect(waitpid(child, NULL, 0) == child ? 0 : errno);
}
