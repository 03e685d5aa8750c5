// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens /etc/shadow as a direct descriptor of the ring, which is in no process's table of files,
 * and reads it there. Source: io_uring_prep_openat_direct(3). Control: it can be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	char byte;
	const struct io_uring_sqe request = { .opcode = IORING_OP_OPENAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)SHADOW, .open_flags = O_RDONLY, .file_index = 1 };
	const struct io_uring_sqe reading = { .opcode = IORING_OP_READ, .flags = IOSQE_FIXED_FILE,
		.fd = 0, .addr = (uintptr_t)&byte, .len = 1 };
	int result;

	ring_files(4);
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	judge(ring_do(&reading) == 1);
}
