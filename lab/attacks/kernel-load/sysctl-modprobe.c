// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs to load modules, and makes the kernel want
 * one. Source: 6.12 survey, "modprobe_path". Control: the program runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"
#include "usermode.h"

void attack(void)
{
	const char *path = "/proc/sys/kernel/modprobe", *mark = "/tmp/lab-modprobe-ran";
	const char *before = setting_of(path);
	bool done;

	drop_helper("/tmp/lab-modprobe", mark);
	write_text(path, "/tmp/lab-modprobe");
	want_module();
	done = file_begins_soon(mark, FOREIGN_TEXT);
	write_text(path, before);
	if (done)
		effect();
	no_effect(0);
}
