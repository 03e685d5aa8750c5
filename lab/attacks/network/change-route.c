// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Changes where the packets of everybody go: a route by netlink.
 * Source: rtnetlink(7); 6.12 survey, "netlink". Control: what is sent to an address that is not of
 * this machine arrives here.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/rtnetlink.h>
#include <net/if.h>

#include "attack.h"
#include "talk.h"

enum { ADDRESS = 0xcb007107 };

void attack(void)
{
	struct {
		struct nlmsghdr head;
		struct rtmsg route;
		struct rtattr to_head;
		uint32_t to;
		struct rtattr by_head;
		uint32_t by;
	} request = {
		.head = { .nlmsg_len = sizeof(request), .nlmsg_type = RTM_NEWROUTE,
			  .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE },
		.route = { .rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_table = RT_TABLE_LOCAL,
			   .rtm_protocol = RTPROT_STATIC, .rtm_scope = RT_SCOPE_HOST,
			   .rtm_type = RTN_LOCAL },
		.to_head = { .rta_len = RTA_LENGTH(4), .rta_type = RTA_DST },
		.to = htonl(ADDRESS),
		.by_head = { .rta_len = RTA_LENGTH(4), .rta_type = RTA_OIF },
		.by = if_nametoindex("lo"),
	};

	netlink_do(NETLINK_ROUTE, &request, sizeof(request));
	judge_arrival_at(ADDRESS);
}
