// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved program, lets the kernel forget it (drop_caches, which the policy gave
 * away), overwrites its file and runs it again. Source: DESIGN 6, "when it is evicted the knowledge goes with it".
 * Control: the second run is foreign.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/evicted"), .argv = { "evicted" } };
	int fd;

	if (!runs(&start, HELPER_TEXT))
		broken("the approved program does not run");
	write_text("/proc/sys/vm/drop_caches", "3");
	fd = open(start.path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	copy_into("foreign/payload", fd);
	close(fd);
	judge(runs(&start, FOREIGN_TEXT));
}
