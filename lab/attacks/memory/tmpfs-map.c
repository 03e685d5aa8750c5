// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes code into a file of a tmpfs through a shared mapping and maps it executable.
 * Source: root-paths, "tmpfs". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int fd = open("/run/lab-tmpfs-map", O_RDWR | O_CREAT | O_CLOEXEC, 0700);
	void *writable, *executable;

	if (fd < 0 || ftruncate(fd, 4096))
		no_effect(errno);
	writable = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (writable == MAP_FAILED)
		no_effect(errno);
	executable = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, fd, 0);
	if (executable == MAP_FAILED)
		no_effect(errno);
	memcpy(writable, code_1337, sizeof(code_1337));
	judge(runs_code(executable));
}
