// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps an approved library privately, writable and executable at once, and changes it.
 * Source: root-paths, "deny W and X". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	int fd = open(lab_path("open/libhelper.so"), O_RDONLY | O_CLOEXEC);
	void *memory;

	if (fd < 0)
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	memcpy(memory, code_1337, sizeof(code_1337));
	judge(runs_code(memory));
}
