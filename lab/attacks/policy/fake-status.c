// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Shows a state of its own instead of the kernel's: a tmpfs over securityfs, with a file that
 * says that all is well. Source: 6.12 survey: "root can bind-mount fakes over
 * /sys/kernel/security". Control: that is what is read there (and it is taken away again).
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

#define PLACE "/sys/kernel/security"

void attack(void)
{
	const char *status = PLACE "/holdfast/status";
	bool lies;

	if (mount("none", PLACE, "tmpfs", 0, NULL))
		no_effect(errno);
	mkdir(PLACE "/holdfast", 0755);
	drop_text("version: 1\nall is well\n", status);
	lies = file_begins(status, "version: 1\nall is well");
	umount2(PLACE, MNT_DETACH);
	if (lies)
		effect();
	no_effect(0);
}
