// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Names a directory of its own as the place where drivers find firmware.
 * Source: root-paths, "firmware"; Documentation/driver-api/firmware. Control: the kernel has the new
 * name, and gets the old one back.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/sys/module/firmware_class/parameters/path", *mine = "/tmp/lab-firmware";
	bool done;

	write_text(path, mine);
	done = file_begins(path, mine);
	write_text(path, "\n");
	if (done)
		effect();
	no_effect(0);
}
