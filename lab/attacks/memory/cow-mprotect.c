// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps an approved library privately, changes its own copy of a page and makes
 * that executable: the file stays approved, the memory is not the file any more.
 * Source: 6.12 survey, "COWed text" (execmod). Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/usr/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	judge_written_page(fd);
}
