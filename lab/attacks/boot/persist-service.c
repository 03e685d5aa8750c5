// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Has a program of its own started at the next boot: a service.
 * Source: systemd.unit(5); MITRE ATT&CK T1543.002. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/etc/systemd/system/lab.service";

	mkdir("/etc/systemd", 0755);
	mkdir("/etc/systemd/system", 0755);
	drop_text("[Service]\n", path);
	if (!file_begins(path, "[Service]"))
		no_effect(errno);
	/* Nothing after this attack is to meet it. */
	unlink(path);
	effect();
}
