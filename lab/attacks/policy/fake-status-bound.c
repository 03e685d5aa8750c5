// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Shows a state of its own instead of the kernel's: binds a directory of its own over
 * securityfs. Source: mount(2), MS_BIND; 6.12 survey: "root can bind-mount fakes over
 * /sys/kernel/security". Control: a file of ours is read there (and taken away again).
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

#define PLACE "/sys/kernel/security"

void attack(void)
{
	bool lies;

	mkdir("/tmp/lab-securityfs", 0755);
	drop_text("capability\n", "/tmp/lab-securityfs/lsm");
	if (mount("/tmp/lab-securityfs", PLACE, NULL, MS_BIND, NULL))
		no_effect(errno);
	lies = file_begins(PLACE "/lsm", "capability\n");
	umount2(PLACE, MNT_DETACH);
	if (lies)
		effect();
	no_effect(0);
}
