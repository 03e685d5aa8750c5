// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Removes a protected file by an io_uring request. Source: io_uring_enter(2), IORING_OP_UNLINKAT.
 * Control: it is gone.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	const struct io_uring_sqe request = { .opcode = IORING_OP_UNLINKAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)SHM_PROTECTED };
	struct kept kept;
	int result;

	stage("files");
	kept = keep(SHM_PROTECTED);
	result = ring_do(&request);
	judge_change(&kept, result < 0 ? -result : 0);
}
