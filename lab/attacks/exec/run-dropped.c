// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes a program to /tmp and runs it: what every intruder does first.
 * Source: 6.12 survey, "execve". Control: the program speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-dropped", .argv = { "dropped" } };

	drop("foreign/payload", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
