// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a route netlink socket and gives the machine another address by it. Source: 6.12
 * survey, "netlink"; rtnetlink(7). Control: what is sent to that address arrives here.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/rtnetlink.h>
#include <net/if.h>

#include "attack.h"
#include "talk.h"

enum { ADDRESS = 0xcb007109 };

void attack(void)
{
	struct {
		struct nlmsghdr head;
		struct ifaddrmsg message;
		struct rtattr address_head;
		uint32_t address;
	} request = {
		.head = { .nlmsg_len = sizeof(request), .nlmsg_type = RTM_NEWADDR,
			  .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE },
		.message = { .ifa_family = AF_INET, .ifa_prefixlen = 32,
			     .ifa_index = if_nametoindex("lo") },
		.address_head = { .rta_len = RTA_LENGTH(4), .rta_type = IFA_LOCAL },
		.address = htonl(ADDRESS),
	};

	netlink_do(NETLINK_ROUTE, &request, sizeof(request));
	judge_arrival_at(ADDRESS);
}
