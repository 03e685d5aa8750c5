// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. The same by a table of cron.
 * Source: cron(8); MITRE ATT&CK T1053.003. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	mkdir("/etc/cron.d", 0755);
	judge_planted("/etc/cron.d/lab", "* * * * * root /tmp/lab\n");
}
