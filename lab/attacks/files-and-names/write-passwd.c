// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Adds an account to /etc/passwd.
 * Source: the oldest one. Control: the line is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	static const char line[] = INTRUDER_ENTRY;
	char said[sizeof(line)] = "";
	int fd = open("/etc/passwd", O_RDWR | O_CLOEXEC);
	off_t end;

	if (fd < 0)
		no_effect(errno);
	end = lseek(fd, 0, SEEK_END);
	if (write(fd, line, sizeof(line) - 1) != sizeof(line) - 1)
		no_effect(errno);
	if (pread(fd, said, sizeof(line) - 1, end) > 0 && strcmp(said, line) == 0 &&
	    ftruncate(fd, end) == 0)
		effect();
	no_effect(errno);
}
