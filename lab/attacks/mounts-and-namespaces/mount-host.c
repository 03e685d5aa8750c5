// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts the host's files again, as another filesystem with other names, and reads a secret there.
 * Source: user-mode Linux, hostfs. Control: it can be read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-mount-host");
	if (mount("none", "/tmp/lab-mount-host", "hostfs", 0, NULL))
		no_effect(errno);
	judge(file_readable("/tmp/lab-mount-host/etc/shadow"));
}
