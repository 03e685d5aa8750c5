// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of uring-openat and its like: a domain that may use io_uring reads a file that it may read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	char text[16] = "";
	const struct io_uring_sqe request = { .opcode = IORING_OP_OPENAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)PASSWD, .open_flags = O_RDONLY };
	struct io_uring_sqe reading = { .opcode = IORING_OP_READ, .addr = (uintptr_t)text, .len = 4 };
	int fd = ring_do(&request);

	if (fd < 0)
		no_effect(-fd);
	reading.fd = fd;
	judge(ring_do(&reading) == 4 && strcmp(text, "root") == 0);
}
