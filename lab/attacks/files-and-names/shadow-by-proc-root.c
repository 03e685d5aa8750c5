// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow as /proc/self/root/etc/shadow.
 * Source: docs/architecture.md, "Names and labels". Control: it can be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	judge(file_readable("/proc/self/root/etc/shadow"));
}
