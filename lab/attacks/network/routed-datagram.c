// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sends a datagram for a granted address by way of another one, which a routing header names
 * (IPV6_RTHDR, type 4): it leaves the machine through another device.
 * Source: RFC 8754; net/ipv6/ipv6_sockglue.c, which asks for CAP_NET_RAW before all headers of
 * extension but this one. Control: that device has sent a packet.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/ipv6.h>
#include <linux/seg6.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "talk.h"

#ifndef IPV6_SRCRT_TYPE_4
#define IPV6_SRCRT_TYPE_4 4
#endif

static void address_on(const char *device)
{
	int fd = new_socket(AF_INET6, SOCK_DGRAM, 0);
	struct in6_ifreq address = { .ifr6_prefixlen = 64,
		.ifr6_ifindex = (int)if_nametoindex(device) };
	struct ifreq flags = { 0 };

	strcpy(flags.ifr_name, device);
	inet_pton(AF_INET6, "fd66::1", &address.ifr6_addr);
	if (ioctl(fd, SIOCGIFFLAGS, &flags))
		broken("the device");
	flags.ifr_flags |= IFF_UP;
	if (ioctl(fd, SIOCSIFFLAGS, &flags) || (ioctl(fd, SIOCSIFADDR, &address) && errno != EEXIST))
		broken("an address for the device");
}

void attack(void)
{
	struct sockaddr_in6 to = loopback6(UDP_GRANTED);
	_Alignas(8) char space[sizeof(struct ipv6_sr_hdr) + 2 * sizeof(struct in6_addr)] = "";
	struct ipv6_sr_hdr *route = (struct ipv6_sr_hdr *)(void *)space;
	int fd = new_socket(AF_INET6, SOCK_DGRAM, 0);
	long before;

	address_on("dummy0");
	before = device_counter("dummy0", 9);
	*route = (struct ipv6_sr_hdr){ .hdrlen = 4, .type = IPV6_SRCRT_TYPE_4, .segments_left = 1,
				       .first_segment = 1 };
	inet_pton(AF_INET6, "fd66::2", &route->segments[1]);
	if (setsockopt(fd, IPPROTO_IPV6, IPV6_RTHDR, space, sizeof(space)) ||
	    sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	if (device_counter("dummy0", 9) > before)
		effect();
	no_effect(0);
}
