// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives /etc/passwd to another user, who may then write it. Source: chown(2). Control: the owner
 * has changed.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct stat info;

	if (chown(PASSWD, 1234, -1))
		no_effect(errno);
	judge(stat(PASSWD, &info) == 0 && info.st_uid == 1234 && chown(PASSWD, 0, -1) == 0);
}
