// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Switches off the randomisation of addresses for every program that starts from now on.
 * Source: 6.12 survey, "sysctl generally"; proc_sys_kernel(5). Control: the kernel has the new
 * value, and gets the old one back.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_setting("/proc/sys/kernel/randomize_va_space", "0");
}
