// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a dropped script whose interpreter is a dropped script, whose interpreter is the
 * approved shell. Source: execve(2), "Interpreter scripts"; 6.12 survey, "once per link". Control:
 * the second speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-chain-1", .argv = { "chain" } };

	drop_text("#!/tmp/lab-chain-2\n", start.path);
	drop_text("#!/bin/sh\necho '" FOREIGN_TEXT "'\n", "/tmp/lab-chain-2");
	judge(runs(&start, FOREIGN_TEXT));
}
