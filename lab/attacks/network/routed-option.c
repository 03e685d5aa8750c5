// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same with IPv4: a source route among the options of the socket.
 * Source: RFC 791, ip(7), IP_OPTIONS. Control: the other device has sent a packet.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <netinet/ip.h>
#include <string.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "talk.h"

static void address_on(const char *device)
{
	const struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x0a420101) };
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq request = { 0 };

	strcpy(request.ifr_name, device);
	memcpy(&request.ifr_addr, &address, sizeof(address));
	if (ioctl(fd, SIOCSIFADDR, &request))
		broken("an address for the device");
	if (ioctl(fd, SIOCGIFFLAGS, &request))
		broken("the device");
	request.ifr_flags |= IFF_UP;
	if (ioctl(fd, SIOCSIFFLAGS, &request))
		broken("the device");
}

void attack(void)
{
	/* Loose source route by 10.66.1.2, which is the first (and, in here, only) hop. */
	const unsigned char route[] = { IPOPT_NOP, IPOPT_LSRR, 7, 4, 10, 66, 1, 2 };
	struct sockaddr_in to = loopback(UDP_GRANTED);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);
	long before;

	address_on("dummy0");
	before = device_counter("dummy0", 9);
	if (setsockopt(fd, IPPROTO_IP, IP_OPTIONS, route, sizeof(route)) ||
	    sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		no_effect(errno);
	if (device_counter("dummy0", 9) > before)
		effect();
	no_effect(0);
}
