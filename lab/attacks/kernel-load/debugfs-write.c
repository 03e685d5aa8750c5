// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Mounts debugfs where the policy lets it and switches off all probes of the kernel.
 * Source: 6.12 survey, "debugfs"; kernel_lockdown(7). Control: the switch has moved, and moves
 * back.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "levers.h"
#include "mounts.h"

void attack(void)
{
	const char *directory = "/tmp/lab-debugfs", *file = "/tmp/lab-debugfs/kprobes/enabled";
	bool done;

	mount_new("debugfs", directory);
	write_text(file, "0");
	done = file_begins(file, "0");
	write_text(file, "1");
	if (umount(directory))
		broken("umount debugfs");
	if (done)
		effect();
	no_effect(0);
}
