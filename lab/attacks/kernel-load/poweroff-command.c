// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs to switch the machine off. It is not run here.
 * Source: root-paths, "poweroff_cmd". Control: the kernel has the new name, and gets the old one back.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/proc/sys/kernel/poweroff_cmd", *mine = "/tmp/lab-poweroff";
	char before[256] = "";
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool done;

	if (fd < 0 || read(fd, before, sizeof(before) - 1) <= 0)
		no_effect(errno);
	close(fd);
	write_text(path, mine);
	done = file_begins(path, mine);
	write_text(path, before);
	if (done)
		effect();
	no_effect(0);
}
