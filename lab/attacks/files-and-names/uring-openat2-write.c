// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens /etc/passwd for writing by an io_uring request that says how in memory, and writes it by
 * another, in a domain that may use io_uring. Source: io_uring_enter(2), IORING_OP_OPENAT2. Control: the
 * text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	static const char text[] = INTRUDER;
	const struct open_how how = { .flags = O_RDWR | O_CLOEXEC };
	const struct io_uring_sqe request = { .opcode = IORING_OP_OPENAT2, .fd = AT_FDCWD,
		.addr = (uintptr_t)PASSWD, .addr2 = (uintptr_t)&how, .len = sizeof(how) };
	const struct kept kept = keep(PASSWD);
	struct io_uring_sqe writing = { .opcode = IORING_OP_WRITE, .addr = (uintptr_t)text,
		.len = sizeof(text) - 1 };
	int fd = ring_do(&request);

	if (fd >= 0) {
		writing.fd = fd;
		ring_do(&writing);
	}
	judge_change(&kept, fd < 0 ? -fd : 0);
}
