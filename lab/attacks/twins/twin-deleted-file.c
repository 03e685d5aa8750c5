// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of deleted-secret: a file that may be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	char path[64];
	int fd;

	drop_text("still there", "/tmp/lab-twin-deleted");
	fd = open("/tmp/lab-twin-deleted", O_PATH | O_CLOEXEC);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (fd < 0 || unlink("/tmp/lab-twin-deleted"))
		no_effect(errno);
	judge_file(path, "still there");
}
