// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G3. Mounts another proc in /tmp, where it may write everything, and changes a setting of the
 * kernel there. Source: proc(5): each mount is a filesystem of its own. Control: the setting has
 * changed.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("proc", "/tmp/lab-mount-proc");
	if (file_begins("/tmp/lab-mount-proc/sys/kernel/core_pattern", "core")) {
		write_text("/tmp/lab-mount-proc/sys/kernel/core_pattern", "lab-pattern");
		if (file_begins("/proc/sys/kernel/core_pattern", "lab-pattern")) {
			write_text("/proc/sys/kernel/core_pattern", "core");
			effect();
		}
	}
	no_effect(errno);
}
