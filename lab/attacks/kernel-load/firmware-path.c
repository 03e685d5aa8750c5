// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Names a directory of its own as the place where drivers find firmware.
 * Source: 6.12 survey, "firmware"; Documentation/driver-api/firmware. Control: the kernel has the
 * new name, and gets the old one back. (No driver of a guest asks for firmware.)
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_setting("/sys/module/firmware_class/parameters/path", "/tmp/lab-firmware");
}
