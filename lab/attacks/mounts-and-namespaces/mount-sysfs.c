// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts another sysfs in /tmp, where it may write everything. In a network namespace of its own
 * it would even be a filesystem of its own. Source: sysfs(5). Control: it is there.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("sysfs", "/tmp/lab-mount-sysfs");
	judge(access("/tmp/lab-mount-sysfs/kernel/security", F_OK) == 0);
}
