// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Loads a BPF program into the kernel. The capability was given away.
 * Source: root-paths, "bpf". Control: the kernel takes it.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	/* r0 = 0; exit */
	const struct bpf_insn program[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr request = { .prog_type = BPF_PROG_TYPE_SOCKET_FILTER,
		.insns = (uintptr_t)program, .insn_cnt = 2, .license = (uintptr_t)"GPL" };

	if (syscall(SYS_bpf, BPF_PROG_LOAD, &request, sizeof(request)) >= 0)
		effect();
	no_effect(errno);
}
