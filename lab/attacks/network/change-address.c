// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives the machine another address, by a plain UDP socket, from a domain without any
 * capability. Source: netdevice(7), CAP_NET_ADMIN. Control: the device has the address.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x0a420001) };
	struct ifreq request = { .ifr_name = "dummy0" };
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);

	memcpy(&request.ifr_addr, &address, sizeof(address));
	if (ioctl(fd, SIOCSIFADDR, &request) || ioctl(fd, SIOCGIFADDR, &request))
		no_effect(errno);
	if (memcmp(&request.ifr_addr, &address, sizeof(address)) == 0)
		effect();
	no_effect(0);
}
