// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts the host's files again, as another filesystem with other names, and reads a secret there.
 * Source: user-mode Linux, hostfs. Control: it can be read.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("hostfs", "/tmp/lab-mount-host");
	judge(file_readable("/tmp/lab-mount-host/etc/shadow"));
}
