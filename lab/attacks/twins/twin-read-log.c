// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of clear-kernel-log and forge-kernel-log: the kernel's log may be read where that is granted.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char record[8192];

	if (log < 0)
		no_effect(errno);
	judge(read(log, record, sizeof(record)) > 0);
}
