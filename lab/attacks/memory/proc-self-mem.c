// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes its own read-only text through /proc/self/mem; the kernel asks no
 * hook about the own process. Source: 6.12 survey, "/proc/self/mem (FOLL_FORCE)". Control:
 * the function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	if (pwrite(fd, code_1337, sizeof(code_1337), (off_t)(uintptr_t)own_text()) != sizeof(code_1337))
		no_effect(errno);
	judge(runs_code(own_text()));
}
