// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds / into /tmp, changes root into it and reads the secret there. All
 * of that was given away. Source: docs/architecture.md, "Names and labels". Control: it can be
 * read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-chroot");
	if (mount("/", "/tmp/lab-chroot", NULL, MS_BIND, NULL) || chroot("/tmp/lab-chroot"))
		no_effect(errno);
	judge(file_readable("/etc/shadow"));
}
