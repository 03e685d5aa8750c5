// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs to switch the machine off. It is not run here: the
 * attacks after this one need the machine.
 * Source: 6.12 survey, "poweroff_cmd". Control: the kernel has the new name, and gets the old one
 * back.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_setting("/proc/sys/kernel/poweroff_cmd", "/tmp/lab-poweroff");
}
