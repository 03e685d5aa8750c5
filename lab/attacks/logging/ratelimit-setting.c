// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Has the kernel drop messages of which many come: no burst is allowed. Source:
 * Documentation/admin-guide/sysctl/kernel.rst, printk_ratelimit_burst. Control: it says 0 (and is
 * put back).
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_setting("/proc/sys/kernel/printk_ratelimit_burst", "0");
}
