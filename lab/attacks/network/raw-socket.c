// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a raw IP socket, from which any packet can be sent. The capability for it was given
 * away; the socket was not. Source: 6.12 survey, "raw/packet". Control: an ICMP packet that it
 * wrote itself arrives.
 */
#define _GNU_SOURCE
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <string.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	int fd = new_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	const struct sockaddr_in to = loopback(0);
	struct {
		struct icmphdr head;
		char data[sizeof(FOREIGN_TEXT) + (sizeof(FOREIGN_TEXT) & 1)];
	} packet = { .head.type = ICMP_INFO_REQUEST, .data = FOREIGN_TEXT };
	char arrived[sizeof(struct iphdr) + sizeof(packet)];
	uint16_t words[sizeof(packet) / 2];
	uint32_t sum = 0;

	memcpy(words, &packet, sizeof(packet));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		sum += words[i];
	packet.head.checksum = (uint16_t)~(sum + (sum >> 16));
	if (sendto(fd, &packet, sizeof(packet), 0, (const struct sockaddr *)&to, sizeof(to)) < 0 ||
	    recv(with_patience(fd), arrived, sizeof(arrived), 0) != sizeof(arrived))
		no_effect(errno);
	judge(memcmp(arrived + sizeof(struct iphdr), &packet, sizeof(packet)) == 0);
}
