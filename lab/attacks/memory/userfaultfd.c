// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Gets a userfaultfd, with which private shared-memory text is filled.
 * Source: root-paths, "userfaultfd" (ran). Control: the interface answers.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct uffdio_api request = { .api = UFFD_API };
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0 || ioctl(fd, UFFDIO_API, &request))
		no_effect(errno);
	effect();
}
