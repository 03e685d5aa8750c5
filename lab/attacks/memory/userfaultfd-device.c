// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same with a userfaultfd from the device /dev/userfaultfd, which asks for no privilege.
 * Source: 6.12 survey, "also /dev/userfaultfd". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "fault.h"

void attack(void)
{
	int device = open("/dev/userfaultfd", O_RDONLY | O_CLOEXEC), fd;

	if (device < 0)
		no_effect(errno);
	fd = ioctl(device, USERFAULTFD_IOC_NEW, O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	fault_in_code(fd);
}
