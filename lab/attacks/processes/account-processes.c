// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has the kernel write a record of every process that ends, from a domain without any
 * capability. Source: acct(2), CAP_SYS_PACCT. Control: a record is in the file.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/tmp/lab-accounts";
	struct stat info = { 0 };
	pid_t child;

	drop_text("", path);
	if (acct(path))
		no_effect(errno);
	child = fork();
	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
	acct(NULL);
	judge(stat(path, &info) == 0 && info.st_size > 0);
}
