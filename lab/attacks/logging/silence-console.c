// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Keeps the kernel from saying anything on the console, from a domain without any capability.
 * Source: syslog(2), SYSLOG_ACTION_CONSOLE_LEVEL; dmesg -n 1. Control: the level is 1 (and put
 * back).
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/klog.h>

#include "attack.h"

enum { CONSOLE_LEVEL = 8 };

static int console_level(void)
{
	FILE *file = fopen("/proc/sys/kernel/printk", "re");
	int level = 0;

	if (!file || fscanf(file, "%d", &level) != 1)
		broken("/proc/sys/kernel/printk");
	fclose(file);
	return level;
}

void attack(void)
{
	int before = console_level(), after;

	if (klogctl(CONSOLE_LEVEL, NULL, 1))
		no_effect(errno);
	after = console_level();
	klogctl(CONSOLE_LEVEL, NULL, before);
	if (after == 1 && before != 1)
		effect();
	no_effect(0);
}
