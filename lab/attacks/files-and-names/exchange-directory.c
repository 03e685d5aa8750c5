// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Exchanges the directory of secrets for one of its own. Source: renameat2(2), RENAME_EXCHANGE.
 * Control: the secret is read under the other name.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *own = "/var/tmp/lab-own";
	bool read_it;
	int fd;

	stage("files");
	make_directory(own);
	if (renameat2(AT_FDCWD, VAULT, AT_FDCWD, own, RENAME_EXCHANGE))
		no_effect(errno);
	fd = open("/var/tmp/lab-own/key", O_RDONLY | O_CLOEXEC);
	read_it = fd >= 0 && descriptor_holds(fd, STAGE_SECRET);
	if (renameat2(AT_FDCWD, VAULT, AT_FDCWD, own, RENAME_EXCHANGE))
		broken("cannot exchange back");
	judge(read_it);
}
