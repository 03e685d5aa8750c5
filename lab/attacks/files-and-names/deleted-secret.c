// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Holds an O_PATH descriptor of a secret until it has been removed, and opens it then: what has
 * no name any more is not denied by a name. Source: 6.12 survey, "unlinked/deleted"; d_path(),
 * which appends " (deleted)". Control: it is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	char path[64];
	int fd;

	stage("files");
	fd = open(VAULT_KEY, O_PATH | O_CLOEXEC);
	if (fd < 0)
		broken(VAULT_KEY);
	stage("vanish");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	judge_file(path, STAGE_SECRET);
}
