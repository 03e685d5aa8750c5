// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a network device of its own, to send and receive packets past all sockets:
 * /dev/net/tun. Source: Documentation/networking/tuntap.rst. Control: a packet that the kernel
 * sends to the device is read from it.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	judge_tunnel(open("/dev/net/tun", O_RDWR | O_CLOEXEC), "lab0");
}
