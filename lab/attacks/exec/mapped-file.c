// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps a foreign file executable and calls it, without any loader.
 * Source: 6.12 survey, "executable mapping". Control: its code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/tmp/lab-mapped", O_RDWR | O_CREAT | O_CLOEXEC, 0755);
	void *memory;

	if (fd < 0 || pwrite(fd, code_1337, sizeof(code_1337), 0) != sizeof(code_1337))
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	judge(runs_code(memory));
}
