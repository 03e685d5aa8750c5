// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow by openat2 in a root of its own (RESOLVE_IN_ROOT), where the path is /shadow.
 * Source: openat2(2). Control: it can be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const struct open_how how = { .flags = O_RDONLY | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT };
	int root = open("/etc", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char byte;
	int fd;

	if (root < 0)
		no_effect(errno);
	fd = (int)syscall(SYS_openat2, root, "/../shadow", &how, sizeof(how));
	judge(fd >= 0 && read(fd, &byte, 1) == 1);
}
