// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same one layer below: a frame on the loopback device, by a packet socket.
 * Source: packet(7). Control: a datagram that no UDP socket has sent arrives at one.
 */
#define _GNU_SOURCE
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>

#include "attack.h"
#include "forged.h"
#include "talk.h"

enum { PORT = 7040 };

void attack(void)
{
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IPV6),
		.sll_ifindex = (int)if_nametoindex("lo"), .sll_halen = ETH_ALEN };
	int fd = new_socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IPV6));
	int receiver = new_socket(AF_INET6, SOCK_DGRAM, 0);
	struct sockaddr_in6 at = loopback6(PORT);
	const struct forged packet = forged_datagram(PORT);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)) ||
	    sendto(fd, &packet, sizeof(packet), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	judge(hears_foreign(receiver));
}
