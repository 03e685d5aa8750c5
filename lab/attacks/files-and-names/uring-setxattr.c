// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Marks a protected file by an io_uring request. Source: io_uring_enter(2), IORING_OP_SETXATTR.
 * Control: the attribute has the new value.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/xattr.h>

#include "attack.h"
#include "files.h"
#include "ring.h"

void attack(void)
{
	const struct io_uring_sqe request = { .opcode = IORING_OP_SETXATTR, .addr = (uintptr_t)"user.lab",
		.addr2 = (uintptr_t)"evil", .addr3 = (uintptr_t)SHM_PROTECTED, .len = 4 };
	char value[8] = "";
	int result;

	stage("files");
	result = ring_do(&request);
	if (result < 0)
		no_effect(-result);
	if (getxattr(SHM_PROTECTED, "user.lab", value, sizeof(value)) == 4 && strcmp(value, "evil") == 0)
		effect();
	no_effect(0);
}
