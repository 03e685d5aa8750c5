// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives a secret a second name, where it may be read, by an io_uring request. Source:
 * io_uring_enter(2), IORING_OP_LINKAT. Control: it is read there.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	const char *readable = "/tmp/lab-uring-link";
	const struct io_uring_sqe request = { .opcode = IORING_OP_LINKAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)SHADOW, .len = (uint32_t)AT_FDCWD, .addr2 = (uintptr_t)readable };
	bool read_it;
	int result;

	unlink(readable);
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	read_it = file_readable(readable);
	unlink(readable);
	judge(read_it);
}
