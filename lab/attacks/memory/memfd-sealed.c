// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes code into a memory file, seals it against every change, so that it looks like
 * constant content, and maps it executable. Source: 6.12 survey, "memfd"; memfd_create(2), "File
 * sealing". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = memfd_create("lab", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	void *memory;

	if (fd < 0 || write(fd, code_1337, sizeof(code_1337)) != sizeof(code_1337))
		no_effect(errno);
	if (fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL))
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	judge(runs_code(memory));
}
