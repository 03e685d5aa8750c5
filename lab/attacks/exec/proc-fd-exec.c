// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a foreign program by the name /proc/self/fd/N.
 * Source: 6.12 survey, "/proc/self/fd/N". Control: it speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	char path[64];
	const struct start start = { .path = path, .argv = { "fd" } };
	int fd;

	drop("foreign/payload", "/tmp/lab-proc-fd");
	fd = open("/tmp/lab-proc-fd", O_RDONLY);
	if (fd < 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	judge(runs(&start, FOREIGN_TEXT));
}
