// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a packet socket, which sees all traffic. Source: root-paths, "raw/packet".
 * Control: it opens.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_ether.h>

#include "attack.h"

void attack(void)
{
	judge(socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0);
}
