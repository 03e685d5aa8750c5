// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. The same by the setting in /proc/sys, with all capabilities.
 * Source: proc_sys_kernel(5), printk. Control: it says 1 (and is put back).
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_setting("/proc/sys/kernel/printk", "1");
}
