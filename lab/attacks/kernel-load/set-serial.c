// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Tells the serial driver that a port is elsewhere, so that it writes to I/O ports of the
 * attacker's choice. Source: 6.12 survey, "setserial"; kernel_lockdown(7), "TIOCSSERIAL".
 * Control: the driver has the new port, and gets the old one back.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/serial.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int fd = open("/dev/ttyS3", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct serial_struct before, other, after;

	if (fd < 0 || ioctl(fd, TIOCGSERIAL, &before))
		no_effect(errno);
	other = before;
	other.port = 0x2a0;
	if (ioctl(fd, TIOCSSERIAL, &other) || ioctl(fd, TIOCGSERIAL, &after))
		no_effect(errno);
	if (ioctl(fd, TIOCSSERIAL, &before))
		broken("the port stays");
	if (after.port == other.port && before.port != other.port)
		effect();
	no_effect(0);
}
