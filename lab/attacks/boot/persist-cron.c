// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. The same by a table of cron.
 * Source: cron(8); MITRE ATT&CK T1053.003. Control: the file is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/etc/cron.d/lab";

	mkdir("/etc/cron.d", 0755);
	drop_text("* * * * * root /tmp/lab\n", path);
	if (!file_begins(path, "* * * * * root /tmp/lab"))
		no_effect(errno);
	/* Nothing after this attack is to meet it. */
	unlink(path);
	effect();
}
