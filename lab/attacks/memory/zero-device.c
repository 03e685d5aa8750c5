// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gets memory from /dev/zero instead of an anonymous mapping, writes code into it and
 * makes it executable. Source: 6.12 survey, "/dev/zero". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	judge_written_page(fd);
}
