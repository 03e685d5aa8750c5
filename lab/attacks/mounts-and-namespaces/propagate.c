// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a mount shared, so that what it mounts there appears in the mount namespaces of others as
 * well. Source: mount_namespaces(7), MS_SHARED. Control: a mount of a child's namespace is seen in its
 * parent's.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

static _Noreturn void mount_there(void)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/tmp/lab-shared/in", "tmpfs", 0, NULL))
		_exit(1);
	drop_text("intruder\n", "/tmp/lab-shared/in/file");
	_exit(0);
}

void attack(void)
{
	pid_t pid;

	mount_new("tmpfs", "/tmp/lab-shared");
	make_directory("/tmp/lab-shared/in");
	if (mount(NULL, "/tmp/lab-shared", NULL, MS_SHARED, NULL))
		no_effect(errno);
	pid = fork();
	if (pid == 0)
		mount_there();
	waitpid(pid, NULL, 0);
	judge(file_begins("/tmp/lab-shared/in/file", "intruder"));
}
