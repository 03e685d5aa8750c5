// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of modprobe, whose name the kernel has from its
 * configuration, and makes the kernel want a module. Source: 6.12 survey, "autoload",
 * "modprobe_path". Control: the program runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "usermode.h"

void attack(void)
{
	const char *modprobe = "/sbin/modprobe", *mark = "/tmp/lab-request-ran";
	bool done;

	replace_program(modprobe, mark);
	want_module();
	done = file_begins_soon(mark, FOREIGN_TEXT);
	restore_program(modprobe);
	if (done)
		effect();
	no_effect(0);
}
