// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs to load modules.
 * Source: root-paths, "modprobe_path". Control: the kernel has the new name (and gets the old one back).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/proc/sys/kernel/modprobe", *mine = "/tmp/lab-modprobe";
	char before[256] = "";
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool done;

	if (fd < 0 || read(fd, before, sizeof(before) - 1) <= 0)
		no_effect(errno);
	if (pwrite(fd, mine, strlen(mine), 0) < 0)
		no_effect(errno);
	done = file_begins(path, mine);
	if (pwrite(fd, before, strlen(before), 0) < 0)
		broken("cannot put the name back");
	if (done)
		effect();
	no_effect(errno);
}
