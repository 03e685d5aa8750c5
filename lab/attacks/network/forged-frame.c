// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same one layer below: a frame on the loopback device, by a packet socket.
 * Source: packet(7). Control: a datagram that no UDP socket has sent arrives at one.
 */
#define _GNU_SOURCE
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/ip6.h>
#include <netinet/udp.h>
#include <string.h>

#include "attack.h"
#include "talk.h"

enum { PORT = 7040 };

struct packet {
	struct ip6_hdr ip;
	struct udphdr udp;
	char data[sizeof(FOREIGN_TEXT) + (sizeof(FOREIGN_TEXT) & 1)];
};

/* With the pseudo header: the addresses, the length and the protocol count, too. */
static uint16_t checksum(const struct packet *packet)
{
	uint32_t sum = htons(IPPROTO_UDP) + packet->udp.len;
	uint16_t words[(sizeof(*packet) - offsetof(struct packet, ip.ip6_src)) / 2];

	memcpy(words, &packet->ip.ip6_src, sizeof(words));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		sum += words[i];
	while (sum >> 16)
		sum = (sum >> 16) + (sum & 0xffff);
	return (uint16_t)~sum;
}

void attack(void)
{
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IPV6),
		.sll_ifindex = (int)if_nametoindex("lo"), .sll_halen = ETH_ALEN };
	int fd = new_socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IPV6));
	int receiver = new_socket(AF_INET6, SOCK_DGRAM, 0);
	struct sockaddr_in6 at = loopback6(PORT);
	struct packet packet = {
		.ip = { .ip6_flow = htonl(0x60000000), .ip6_nxt = IPPROTO_UDP, .ip6_hlim = 64,
			.ip6_plen = htons(sizeof(packet) - sizeof(packet.ip)),
			.ip6_src = IN6ADDR_LOOPBACK_INIT, .ip6_dst = IN6ADDR_LOOPBACK_INIT },
		.udp = { .source = htons(9), .dest = htons(PORT),
			 .len = htons(sizeof(packet) - sizeof(packet.ip)) },
		.data = FOREIGN_TEXT,
	};

	packet.udp.check = checksum(&packet);
	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)) ||
	    sendto(fd, &packet, sizeof(packet), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	judge(hears_foreign(receiver));
}
