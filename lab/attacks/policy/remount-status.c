// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Changes how securityfs is mounted.
 * Source: mount(2), MS_REMOUNT. Control: it is read-only (and writable again after).
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/statvfs.h>

#include "attack.h"

#define PLACE "/sys/kernel/security"

void attack(void)
{
	const unsigned long flags = MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | MS_NOEXEC;
	struct statvfs info = { 0 };

	if (mount(NULL, PLACE, NULL, flags | MS_RDONLY, NULL))
		no_effect(errno);
	statvfs(PLACE, &info);
	mount(NULL, PLACE, NULL, flags, NULL);
	if (info.f_flag & ST_RDONLY)
		effect();
	no_effect(0);
}
