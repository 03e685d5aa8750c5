// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads the secret of another domain through /proc/PID/mem.
 * Source: 6.12 survey, "/proc/pid/mem". Control: the secret is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char path[64], said[sizeof(SECRET_TEXT)] = "";
	int fd;

	snprintf(path, sizeof(path), "/proc/%lu/mem", lab_number("VICTIM_PID"));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	if (pread(fd, said, sizeof(said) - 1, (off_t)lab_number("VICTIM_SECRET")) > 0 &&
	    strcmp(said, SECRET_TEXT) == 0)
		effect();
	no_effect(errno);
}
