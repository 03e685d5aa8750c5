// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Takes securityfs away, so that nobody sees what is in force and what was refused.
 * Source: umount(2). Control: its files are gone (and it is mounted again).
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"

#define PLACE "/sys/kernel/security"

void attack(void)
{
	bool gone;

	if (umount2(PLACE, MNT_DETACH))
		no_effect(errno);
	gone = access(PLACE "/lsm", F_OK) != 0;
	if (mount("none", PLACE, "securityfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL))
		broken("securityfs can't be mounted again");
	if (gone)
		effect();
	no_effect(0);
}
