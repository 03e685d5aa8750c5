// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret so far down that no path leads to it, and no buffer for a name holds its name.
 * Source: PATH_MAX, which limits paths but not trees; what d_path() does beyond. Control: it is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

enum { LEVELS = 60, NAME = 200 };

void attack(void)
{
	char name[NAME + 1];
	int fd;

	memset(name, 'd', NAME);
	name[NAME] = '\0';
	make_directory("/tmp/lab-deep");
	if (chdir("/tmp/lab-deep"))
		no_effect(errno);
	for (int i = 0; i < LEVELS; i++) {
		make_directory(name);
		if (chdir(name))
			no_effect(errno);
	}
	fd = open("lab-key", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, STAGE_SECRET, strlen(STAGE_SECRET)) < 0)
		broken("cannot leave the secret");
	close(fd);
	judge_file("lab-key", STAGE_SECRET);
}
