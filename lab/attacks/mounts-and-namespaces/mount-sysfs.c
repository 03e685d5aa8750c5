// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts another sysfs in /tmp, where it may write everything. In a network namespace of its own
 * it would even be a filesystem of its own. Source: sysfs(5). Control: it is there.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-mount-sysfs");
	if (mount("none", "/tmp/lab-mount-sysfs", "sysfs", 0, NULL))
		no_effect(errno);
	judge(access("/tmp/lab-mount-sysfs/kernel/security", F_OK) == 0);
}
