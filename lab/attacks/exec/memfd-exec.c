// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a program that never was on a disk: memfd_create and fexecve.
 * Source: 6.12 survey, "memfd". Control: it speaks.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "memfd" } };

	start.fd = memfd_create("lab", MFD_CLOEXEC);
	if (start.fd < 0)
		no_effect(errno);
	copy_into("foreign/payload", start.fd);
	judge(runs(&start, FOREIGN_TEXT));
}
