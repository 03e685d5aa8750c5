// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads secrets by paths that do not say where they are: relative to the current directory, to a
 * descriptor, through /proc/self/cwd. Source: openat(2); proc(5). Control: they can be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int directory = open("/etc", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char byte;
	int fd;

	if (directory < 0 || chdir("/etc"))
		no_effect(errno);
	fd = openat(directory, "shadow", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && read(fd, &byte, 1) == 1 && file_readable("gshadow") &&
	    file_readable("/proc/self/cwd/shadow"))
		effect();
	no_effect(errno);
}
