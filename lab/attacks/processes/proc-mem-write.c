// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G2. Writes into the memory of another domain through /proc/PID/mem.
 * Source: 6.12 survey, "/proc/pid/mem". Control: the bytes are changed (and put back).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char path[64], said = 0;
	off_t at = (off_t)lab_number("VICTIM_SECRET") + sizeof(SECRET_TEXT) + 8;
	int fd;

	snprintf(path, sizeof(path), "/proc/%lu/mem", lab_number("VICTIM_PID"));
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	judge(pwrite(fd, "!", 1, at) == 1 && pread(fd, &said, 1, at) == 1 && said == '!');
}
