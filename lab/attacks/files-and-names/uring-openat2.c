// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens /etc/shadow by an io_uring request and reads it by another, in a domain that may use
 * io_uring. Source: io_uring_enter(2), IORING_OP_OPENAT2; "Curing" (2025). Control: a line of it is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	const struct open_how how = { .flags = O_RDONLY | O_CLOEXEC };
	const struct io_uring_sqe request = { .opcode = IORING_OP_OPENAT2, .fd = AT_FDCWD,
		.addr = (uintptr_t)SHADOW, .addr2 = (uintptr_t)&how, .len = sizeof(how) };
	char text[256] = "";
	struct io_uring_sqe reading = { .opcode = IORING_OP_READ, .addr = (uintptr_t)text,
		.len = sizeof(text) - 1 };
	int fd = ring_do(&request);

	if (fd < 0)
		no_effect(-fd);
	reading.fd = fd;
	judge(ring_do(&reading) > 0 && strchr(text, ':'));
}
