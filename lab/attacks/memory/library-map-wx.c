// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps an approved library privately, writable and executable at once, and changes it.
 * Source: 6.12 survey, "deny W and X". Control: the code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	int fd = open(lab_path("open/libhelper.so"), O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	judge(runs_code(page_with_code(fd, PROT_READ | PROT_WRITE | PROT_EXEC)));
}
