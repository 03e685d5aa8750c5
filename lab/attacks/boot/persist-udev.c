// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. The same by a rule of udev, which runs when a device appears.
 * Source: udev(7); MITRE ATT&CK T1546.017. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/etc/udev/rules.d/99-lab.rules";

	mkdir("/etc/udev", 0755);
	mkdir("/etc/udev/rules.d", 0755);
	drop_text("RUN+=\"/tmp/lab\"\n", path);
	if (!file_begins(path, "RUN+=\"/tmp/lab\""))
		no_effect(errno);
	/* Nothing after this attack is to meet it. */
	unlink(path);
	effect();
}
