// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps a memory file twice, writable and executable: no page is ever both.
 * Source: 6.12 survey, "memfd, tmpfs". Control: the code runs.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = memfd_create("lab", MFD_CLOEXEC);

	if (fd < 0 || ftruncate(fd, 4096))
		no_effect(errno);
	judge_mapped_twice(fd);
}
