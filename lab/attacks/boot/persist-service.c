// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Has a program of its own started at the next boot: a service.
 * Source: systemd.unit(5); MITRE ATT&CK T1543.002. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	mkdir("/etc/systemd", 0755);
	mkdir("/etc/systemd/system", 0755);
	judge_planted("/etc/systemd/system/lab.service", "[Service]\n");
}
