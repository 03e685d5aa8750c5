// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. The same by the setting in /proc/sys, with all capabilities.
 * Source: proc_sys_kernel(5), printk. Control: it says 1 (and is put back).
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

#define SETTING "/proc/sys/kernel/printk"

static int value(void)
{
	FILE *file = fopen(SETTING, "re");
	int number = -1;

	if (!file || fscanf(file, "%d", &number) != 1)
		broken(SETTING);
	fclose(file);
	return number;
}

void attack(void)
{
	int before = value(), after;
	char text[16];

	write_text(SETTING, "1");
	after = value();
	snprintf(text, sizeof(text), "%d", before);
	write_text(SETTING, text);
	if (after == 1 && before != after)
		effect();
	no_effect(0);
}
