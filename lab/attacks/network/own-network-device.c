// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a network device of its own, to send and receive packets past all sockets:
 * /dev/net/tun. Source: Documentation/networking/tuntap.rst. Control: the device is there.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <net/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

#include "attack.h"

void attack(void)
{
	struct ifreq request = { .ifr_name = "lab0", .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

	if (fd < 0 || ioctl(fd, TUNSETIFF, &request))
		no_effect(errno);
	judge(if_nametoindex("lab0"));
}
