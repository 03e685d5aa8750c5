// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a network device of its own through /dev/net/tun opened for reading: the numbers of its
 * ioctls begin with the letter of those of terminals. Source: include/uapi/linux/if_tun.h;
 * drivers/net/tun.c, which does not ask how it was opened. Control: a packet that the kernel
 * sends to the device is read from it.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	judge_tunnel(open("/dev/net/tun", O_RDONLY | O_CLOEXEC), "lab1");
}
