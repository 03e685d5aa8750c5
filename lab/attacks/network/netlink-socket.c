// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a route netlink socket, with which addresses and routes are changed.
 * Source: root-paths, "netlink". Control: it opens.
 */
#define _GNU_SOURCE
#include <linux/netlink.h>
#include <sys/socket.h>

#include "attack.h"

void attack(void)
{
	judge(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) >= 0);
}
