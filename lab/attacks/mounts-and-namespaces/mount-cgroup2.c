// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts the control groups in /tmp, where it may write everything, to stop or starve what it
 * likes. Source: cgroups(7). Control: it can make a group.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("cgroup2", "/tmp/lab-mount-cgroup2");
	judge(mkdir("/tmp/lab-mount-cgroup2/lab-group", 0755) == 0 && rmdir("/tmp/lab-mount-cgroup2/lab-group") == 0);
}
