// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gets memory from /dev/zero instead of an anonymous mapping, writes code into it and
 * makes it executable. Source: root-paths, "/dev/zero". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	void *memory;

	if (fd < 0)
		no_effect(errno);
	memory = page_with_code(fd, PROT_READ | PROT_WRITE);
	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}
