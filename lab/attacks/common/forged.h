/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A datagram that no UDP socket has sent. */
#ifndef LAB_FORGED_H
#define LAB_FORGED_H

#include <netinet/ip6.h>
#include <netinet/udp.h>

#include "attack.h"

/* Of IPv6: an IPv4 packet from the loopback address is taken from local sockets alone. */
struct forged {
	struct ip6_hdr ip;
	struct udphdr udp;
	char data[sizeof(FOREIGN_TEXT) + (sizeof(FOREIGN_TEXT) & 1)];
};

/* FOREIGN_TEXT from ::1 to ::1, @port. */
struct forged forged_datagram(int port);

#endif
