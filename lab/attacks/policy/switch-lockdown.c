// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Switches another security module, by its file in securityfs: lockdown, which cannot be undone
 * before the next boot. Source: kernel_lockdown(7). Control: it says that it is on.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/sys/kernel/security/lockdown";
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "integrity\n", 10) != 10)
		no_effect(errno);
	judge(file_begins(path, "none [integrity]"));
}
