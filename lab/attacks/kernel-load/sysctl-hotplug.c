// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. The same by the sysctl of the old name, kernel.hotplug.
 * Source: 6.12 survey, "uevent_helper, hotplug". Control: the program runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "usermode.h"

void attack(void)
{
	judge_device_helper("/proc/sys/kernel/hotplug", "/tmp/lab-hotplug", "/tmp/lab-hotplug-ran");
}
