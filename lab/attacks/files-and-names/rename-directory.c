// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames a directory whose files may not be read, deleted or written, but which may itself be
 * renamed: then the files would have other names. Source: AppArmor and TOMOYO, whose names follow such
 * a rename. Control: the secret is read under the new name.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *elsewhere = "/var/tmp/lab-elsewhere";
	bool read_it;
	int fd;

	stage("files");
	if (rename(VAULT, elsewhere))
		no_effect(errno);
	fd = open("/var/tmp/lab-elsewhere/key", O_RDONLY | O_CLOEXEC);
	read_it = fd >= 0 && descriptor_holds(fd, STAGE_SECRET);
	if (rename(elsewhere, VAULT))
		broken("cannot rename back");
	judge(read_it);
}
