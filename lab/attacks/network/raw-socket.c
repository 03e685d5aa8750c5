// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a raw IP socket, from which any packet can be sent. The capability for
 * it was given away; the socket was not. Source: root-paths, "raw/packet". Control: it opens.
 */
#define _GNU_SOURCE
#include <netinet/in.h>

#include "attack.h"

void attack(void)
{
	judge(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0);
}
