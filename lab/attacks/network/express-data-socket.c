// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes packets past the whole network stack: AF_XDP. Source:
 * Documentation/networking/af_xdp.rst. Control: its memory is registered, and it is bound to a
 * device.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/if_xdp.h>
#include <net/if.h>
#include <sys/mman.h>

#include "attack.h"
#include "talk.h"

#ifndef SOL_XDP
#define SOL_XDP 283
#endif

void attack(void)
{
	const struct sockaddr_xdp at = { .sxdp_family = AF_XDP, .sxdp_ifindex = if_nametoindex("lo"),
		.sxdp_flags = XDP_COPY };
	const int entries = 16, size = 16 * 4096;
	struct xdp_umem_reg memory = { .len = size, .chunk_size = 4096 };
	int fd = new_socket(AF_XDP, SOCK_RAW, 0);
	void *frames = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (frames == MAP_FAILED)
		broken("mmap");
	memory.addr = (uintptr_t)frames;
	if (setsockopt(fd, SOL_XDP, XDP_UMEM_REG, &memory, sizeof(memory)) ||
	    setsockopt(fd, SOL_XDP, XDP_UMEM_FILL_RING, &entries, sizeof(entries)) ||
	    setsockopt(fd, SOL_XDP, XDP_UMEM_COMPLETION_RING, &entries, sizeof(entries)) ||
	    setsockopt(fd, SOL_XDP, XDP_RX_RING, &entries, sizeof(entries)) ||
	    bind(fd, (const struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	effect();
}
