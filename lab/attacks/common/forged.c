// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <string.h>

#include "forged.h"

/* With the pseudo header: the addresses, the length and the protocol count, too. */
static uint16_t checksum(const struct forged *packet)
{
	uint32_t sum = htons(IPPROTO_UDP) + packet->udp.len;
	uint16_t words[(sizeof(*packet) - offsetof(struct forged, ip.ip6_src)) / 2];

	memcpy(words, &packet->ip.ip6_src, sizeof(words));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		sum += words[i];
	while (sum >> 16)
		sum = (sum >> 16) + (sum & 0xffff);
	return (uint16_t)~sum;
}

struct forged forged_datagram(int port)
{
	struct forged packet = {
		.ip = { .ip6_flow = htonl(0x60000000), .ip6_nxt = IPPROTO_UDP, .ip6_hlim = 64,
			.ip6_plen = htons(sizeof(packet) - sizeof(packet.ip)),
			.ip6_src = IN6ADDR_LOOPBACK_INIT, .ip6_dst = IN6ADDR_LOOPBACK_INIT },
		.udp = { .source = htons(9), .dest = htons(port),
			 .len = htons(sizeof(packet) - sizeof(packet.ip)) },
		.data = FOREIGN_TEXT,
	};

	packet.udp.check = checksum(&packet);
	return packet;
}
