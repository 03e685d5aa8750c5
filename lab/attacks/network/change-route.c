// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Changes where the packets of everybody go: a route by netlink.
 * Source: rtnetlink(7); root-paths, "netlink". Control: the kernel has acknowledged it.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>

#include "attack.h"
#include "talk.h"

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
		.route = { .rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_table = RT_TABLE_MAIN,
			   .rtm_protocol = RTPROT_STATIC, .rtm_scope = RT_SCOPE_LINK,
			   .rtm_type = RTN_UNICAST },
		.to_head = { .rta_len = RTA_LENGTH(4), .rta_type = RTA_DST },
		.to = htonl(0xcb007107),
		.by_head = { .rta_len = RTA_LENGTH(4), .rta_type = RTA_OIF },
		.by = if_nametoindex("lo"),
	};
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
	} answer = { 0 };
	int fd = new_socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);

	if (send(fd, &request, sizeof(request), 0) < 0 || recv(fd, &answer, sizeof(answer), 0) < 0)
		no_effect(errno);
	if (answer.head.nlmsg_type == NLMSG_ERROR && answer.error.error == 0)
		effect();
	no_effect(-answer.error.error);
}
