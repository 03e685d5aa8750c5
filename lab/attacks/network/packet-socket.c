// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a packet socket, which sees all traffic. Source: 6.12 survey, "raw/packet".
 * Control: what two other sockets say to each other is read.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <string.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	int fd = new_socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
	const struct sockaddr_in to = loopback(UDP_GRANTED);
	char frame[2048];
	ssize_t got;

	if (sendto(new_socket(AF_INET, SOCK_DGRAM, 0), FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0,
		   (const struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	while ((got = recv(with_patience(fd), frame, sizeof(frame), 0)) > 0)
		if (memmem(frame, got, FOREIGN_TEXT, sizeof(FOREIGN_TEXT)))
			effect();
	no_effect(errno);
}
