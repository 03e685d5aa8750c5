// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a program that never was on a disk: memfd_create and fexecve.
 * Source: root-paths, "memfd". Control: it speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "memfd" } };
	char buffer[65536];
	int in = open(lab_path("foreign/payload"), O_RDONLY | O_CLOEXEC);
	ssize_t got;

	start.fd = memfd_create("lab", MFD_CLOEXEC);
	if (in < 0 || start.fd < 0)
		no_effect(errno);
	while ((got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(start.fd, buffer, got) != got)
			no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
