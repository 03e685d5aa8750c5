// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends packets past the whole network stack: AF_XDP. Source:
 * Documentation/networking/af_xdp.rst. Control: a datagram that no UDP socket has sent arrives at
 * one.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/if_ether.h>
#include <linux/if_xdp.h>
#include <net/if.h>
#include <string.h>
#include <sys/mman.h>

#include "attack.h"
#include "forged.h"
#include "talk.h"

#ifndef SOL_XDP
#define SOL_XDP 283
#endif

enum { PORT = 7042, ENTRIES = 16, SIZE = ENTRIES * 4096 };

struct __attribute__((packed)) frame {
	struct ethhdr ether;
	struct forged packet;
};

/* The socket on the loopback device, its frames in @frames; the ring of what is to be sent. */
static char *bind_to_loopback(int fd, void *frames, struct xdp_mmap_offsets *at)
{
	const struct sockaddr_xdp device = { .sxdp_family = AF_XDP, .sxdp_flags = XDP_COPY,
		.sxdp_ifindex = if_nametoindex("lo") };
	const struct xdp_umem_reg memory = { .addr = (uintptr_t)frames, .len = SIZE,
		.chunk_size = 4096 };
	const int entries = ENTRIES;
	socklen_t length = sizeof(*at);
	char *ring;

	if (setsockopt(fd, SOL_XDP, XDP_UMEM_REG, &memory, sizeof(memory)) ||
	    setsockopt(fd, SOL_XDP, XDP_UMEM_FILL_RING, &entries, sizeof(entries)) ||
	    setsockopt(fd, SOL_XDP, XDP_UMEM_COMPLETION_RING, &entries, sizeof(entries)) ||
	    setsockopt(fd, SOL_XDP, XDP_TX_RING, &entries, sizeof(entries)) ||
	    getsockopt(fd, SOL_XDP, XDP_MMAP_OFFSETS, at, &length))
		no_effect(errno);
	ring = mmap(NULL, at->tx.desc + ENTRIES * sizeof(struct xdp_desc), PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, XDP_PGOFF_TX_RING);
	if (ring == MAP_FAILED || bind(fd, (const struct sockaddr *)&device, sizeof(device)))
		no_effect(errno);
	return ring;
}

void attack(void)
{
	const struct frame frame = { .ether.h_proto = htons(ETH_P_IPV6),
		.packet = forged_datagram(PORT) };
	const struct sockaddr_in6 to = loopback6(PORT);
	int fd = new_socket(AF_XDP, SOCK_RAW, 0), receiver = new_socket(AF_INET6, SOCK_DGRAM, 0);
	void *frames = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct xdp_mmap_offsets at;
	char *ring;

	if (frames == MAP_FAILED)
		broken("mmap");
	memcpy(frames, &frame, sizeof(frame));
	ring = bind_to_loopback(fd, frames, &at);
	if (bind(receiver, (const struct sockaddr *)&to, sizeof(to)))
		no_effect(errno);
	*(struct xdp_desc *)(ring + at.tx.desc) = (struct xdp_desc){ .addr = 0, .len = sizeof(frame) };
	__atomic_store_n((uint32_t *)(ring + at.tx.producer), 1, __ATOMIC_RELEASE);
	if (sendto(fd, NULL, 0, MSG_DONTWAIT, NULL, 0) < 0)
		no_effect(errno);
	judge(hears_foreign(receiver));
}
