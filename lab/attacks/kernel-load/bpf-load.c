// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Loads a BPF program into the kernel, where it drops what arrives at a socket. The
 * capability was given away. Source: 6.12 survey, "bpf". Control: a datagram does not arrive.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

/* r0 = 0: of a packet, nothing is let through. */
static int load(void)
{
	const struct bpf_insn program[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr request = { .prog_type = BPF_PROG_TYPE_SOCKET_FILTER,
		.insns = (uintptr_t)program, .insn_cnt = 2, .license = (uintptr_t)"GPL" };

	return (int)syscall(SYS_bpf, BPF_PROG_LOAD, &request, sizeof(request));
}

static bool arrives(const int pair[2])
{
	char byte;

	return send(pair[0], "x", 1, 0) == 1 && recv(pair[1], &byte, 1, MSG_DONTWAIT) == 1;
}

void attack(void)
{
	int pair[2], fd;

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) || !arrives(pair))
		broken("socketpair");
	fd = load();
	if (fd < 0 || setsockopt(pair[1], SOL_SOCKET, SO_ATTACH_BPF, &fd, sizeof(fd)))
		no_effect(errno);
	if (!arrives(pair))
		effect();
	no_effect(0);
}
