// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Writes to the machine's serial port through /dev/port.
 * Source: 6.12 survey, "/dev/port"; mem(4). Control: the register has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "levers.h"

void attack(void)
{
	int fd = open("/dev/port", O_RDWR | O_CLOEXEC);
	unsigned char before, other, after = 0;

	if (fd < 0 || pread(fd, &before, 1, SCRATCH_PORT) != 1)
		no_effect(errno);
	other = before ^ 0x55;
	if (pwrite(fd, &other, 1, SCRATCH_PORT) != 1 || pread(fd, &after, 1, SCRATCH_PORT) != 1 ||
	    pwrite(fd, &before, 1, SCRATCH_PORT) != 1)
		no_effect(errno);
	if (after == other)
		effect();
	no_effect(0);
}
