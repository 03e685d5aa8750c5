// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow as /proc/self/root/etc/shadow.
 * Source: DESIGN 4. Control: it can be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	judge(file_readable("/proc/self/root/etc/shadow"));
}
