// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a program that never had a name: O_TMPFILE in a tmpfs, then /proc/self/fd/N.
 * Source: 6.12 survey, "O_TMPFILE, tmpfs". Control: it speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"

/* A running program takes no writer, so the descriptor for writing goes before it starts. */
static int unnamed_program(void)
{
	int fd = open("/run", O_TMPFILE | O_RDWR | O_CLOEXEC, 0755), again;
	char path[64];

	if (fd < 0)
		no_effect(errno);
	copy_into("foreign/payload", fd);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	again = open(path, O_RDONLY);
	if (again < 0)
		no_effect(errno);
	close(fd);
	return again;
}

void attack(void)
{
	char path[64];
	const struct start start = { .path = path, .argv = { "unnamed" } };

	snprintf(path, sizeof(path), "/proc/self/fd/%d", unnamed_program());
	judge(runs(&start, FOREIGN_TEXT));
}
