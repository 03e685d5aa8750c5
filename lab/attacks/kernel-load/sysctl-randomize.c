// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Switches off the randomisation of addresses for every program that starts from now on.
 * Source: root-paths, "sysctl generally"; proc_sys_kernel(5). Control: the kernel has the new value,
 * and gets the old one back.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/proc/sys/kernel/randomize_va_space";
	char before[16] = "";
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool done;

	if (fd < 0 || read(fd, before, sizeof(before) - 1) <= 0)
		no_effect(errno);
	close(fd);
	write_text(path, "0");
	done = file_begins(path, "0");
	write_text(path, before);
	if (done && before[0] != '0')
		effect();
	no_effect(0);
}
