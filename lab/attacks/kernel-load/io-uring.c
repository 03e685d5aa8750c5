// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets up an io_uring, which works beside the system calls.
 * Source: root-paths, "io_uring". Control: the ring is there.
 */
#define _GNU_SOURCE
#include <linux/io_uring.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct io_uring_params parameters = { 0 };

	if (syscall(SYS_io_uring_setup, 4, &parameters) >= 0)
		effect();
	no_effect(errno);
}
