// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a foreign program by an O_PATH descriptor and execveat(AT_EMPTY_PATH): no name is given.
 * Source: 6.12 survey, "execveat, O_PATH fd"; execveat(2). Control: it speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "o-path" } };

	drop("foreign/payload", "/tmp/lab-o-path");
	start.fd = open("/tmp/lab-o-path", O_PATH | O_CLOEXEC);
	if (start.fd < 0)
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
