// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Fills executable memory that nothing may write to by a userfaultfd.
 * Source: 6.12 survey, "UFFDIO_COPY fills private shmem text" (ran). Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "fault.h"

void attack(void)
{
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	fault_in_code(fd);
}
