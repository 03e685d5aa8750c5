// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of set-time: a capability that was given away works.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct stat info;

	drop_text("owned\n", "/tmp/lab-owned");
	if (chown("/tmp/lab-owned", 12345, 12345))
		no_effect(errno);
	judge(stat("/tmp/lab-owned", &info) == 0 && info.st_uid == 12345);
}
