// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes code into a file of a tmpfs through a shared mapping and maps it executable.
 * Source: 6.12 survey, "tmpfs". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/run/lab-tmpfs-map", O_RDWR | O_CREAT | O_CLOEXEC, 0700);

	if (fd < 0 || ftruncate(fd, 4096))
		no_effect(errno);
	judge_mapped_twice(fd);
}
