// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. A domain that may only add to a log changes what is in it: an io_uring request writes at the
 * beginning, through a descriptor for appending. Source: io_uring_enter(2), rw_flags. Control: the
 * beginning is overwritten.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

#ifndef RWF_NOAPPEND
#define RWF_NOAPPEND 0x20
#endif

void attack(void)
{
	struct io_uring_sqe request = { .opcode = IORING_OP_WRITE, .addr = (uintptr_t)"intruder",
		.len = 8, .rw_flags = RWF_NOAPPEND };
	struct kept kept;
	int result;

	request.fd = open_log(&kept, O_WRONLY);
	result = ring_do(&request);
	judge_change(&kept, result < 0 ? -result : 0);
}
