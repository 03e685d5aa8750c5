// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Has the kernel drop messages of which many come: no burst is allowed. Source:
 * Documentation/admin-guide/sysctl/kernel.rst, printk_ratelimit_burst. Control: it says 0 (and is
 * put back).
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

#define SETTING "/proc/sys/kernel/printk_ratelimit_burst"

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

	write_text(SETTING, "0");
	after = value();
	snprintf(text, sizeof(text), "%d", before);
	write_text(SETTING, text);
	if (after == 0 && before != after)
		effect();
	no_effect(0);
}
