// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends a packet that it wrote itself, address and all, to a port that was not granted:
 * IPPROTO_RAW. Source: raw(7), IP_HDRINCL. Control: the victim answers to the forged sender, a
 * socket of ours.
 */
#define _GNU_SOURCE
#include <netinet/ip.h>
#include <netinet/udp.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_in to = loopback(0);
	int port, receiver = port_without_bind(&port);
	struct {
		struct iphdr ip;
		struct udphdr udp;
		char data[4];
	} packet = {
		.ip = { .version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_UDP,
			.tot_len = htons(sizeof(packet)), .saddr = htonl(INADDR_LOOPBACK),
			.daddr = htonl(INADDR_LOOPBACK) },
		.udp = { .source = htons(port), .dest = htons(UDP_DENIED),
			 .len = htons(sizeof(packet.udp) + sizeof(packet.data)) },
	};
	int fd = new_socket(AF_INET, SOCK_RAW, IPPROTO_RAW);

	if (sendto(fd, &packet, sizeof(packet), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	judge(victim_answers(receiver));
}
