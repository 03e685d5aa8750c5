// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs when a device appears, and lets one appear.
 * Source: 6.12 survey, "uevent_helper"; MITRE T1611 (uevent_helper escapes). Control: the program
 * runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "usermode.h"

void attack(void)
{
	judge_device_helper("/sys/kernel/uevent_helper", "/tmp/lab-uevent", "/tmp/lab-uevent-ran");
}
