// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes /etc/shadow readable for everybody through an O_PATH descriptor. Source: fchmodat2(2),
 * AT_EMPTY_PATH. Control: the mode has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int fd = open(SHADOW, O_PATH | O_CLOEXEC);
	struct stat before, now;

	if (fd < 0 || fstat(fd, &before))
		no_effect(errno);
	/* 452 is fchmodat2, which the C library's headers may not know yet. */
	if (syscall(452, fd, "", before.st_mode | 0444, AT_EMPTY_PATH))
		no_effect(errno);
	judge(fstat(fd, &now) == 0 && (now.st_mode & 0444) == 0444 && chmod(SHADOW, before.st_mode) == 0);
}
