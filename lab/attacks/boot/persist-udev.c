// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. The same by a rule of udev, which runs when a device appears.
 * Source: udev(7); MITRE ATT&CK T1546.017. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	mkdir("/etc/udev", 0755);
	mkdir("/etc/udev/rules.d", 0755);
	judge_planted("/etc/udev/rules.d/99-lab.rules", "RUN+=\"/tmp/lab\"\n");
}
