// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Mounts over /boot, so that the next update of the kernel goes nowhere and the old one stays.
 * Source: mount(2). Control: /boot is a tmpfs (and is put back).
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <linux/magic.h>

#include "attack.h"

void attack(void)
{
	struct statfs info = { 0 };

	mkdir("/boot", 0755);
	if (mount("none", "/boot", "tmpfs", 0, NULL))
		no_effect(errno);
	statfs("/boot", &info);
	umount2("/boot", MNT_DETACH);
	if (info.f_type == TMPFS_MAGIC)
		effect();
	no_effect(0);
}
