// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds / into /tmp, changes root into it and reads the secret there. All
 * of that was given away. Source: DESIGN 4. Control: it can be read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	if (mkdir("/tmp/lab-chroot", 0755) && errno != EEXIST)
		no_effect(errno);
	if (mount("/", "/tmp/lab-chroot", NULL, MS_BIND, NULL) || chroot("/tmp/lab-chroot"))
		no_effect(errno);
	judge(file_readable("/etc/shadow"));
}
