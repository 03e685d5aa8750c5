// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Writes to the configuration of a PCI device, which decides where in memory it is.
 * Source: 6.12 survey, "PCI BAR/config"; kernel_lockdown(7). Control: its interrupt line has
 * changed, and changes back.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <glob.h>
#include <unistd.h>

#include "attack.h"

enum { INTERRUPT_LINE = 0x3c };

void attack(void)
{
	unsigned char before, other, after;
	glob_t found;
	int fd;

	if (glob("/sys/bus/pci/devices/*/config", 0, NULL, &found))
		broken("no PCI device");
	/* The last one: not the bridge that all others are behind. */
	fd = open(found.gl_pathv[found.gl_pathc - 1], O_RDWR | O_CLOEXEC);
	if (fd < 0 || pread(fd, &before, 1, INTERRUPT_LINE) != 1)
		no_effect(errno);
	other = before ^ 1;
	if (pwrite(fd, &other, 1, INTERRUPT_LINE) != 1 || pread(fd, &after, 1, INTERRUPT_LINE) != 1)
		no_effect(errno);
	if (pwrite(fd, &before, 1, INTERRUPT_LINE) != 1)
		broken("the configuration stays");
	if (after == other)
		effect();
	no_effect(0);
}
