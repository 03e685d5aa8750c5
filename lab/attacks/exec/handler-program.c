// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Registers a foreign program with binfmt_misc as the interpreter of an approved one and
 * runs that. Source: 6.12 survey, "binfmt_misc interpreter". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/program.handled"), .argv = { "handled" } };

	drop("foreign/payload-bare", "/tmp/lab-handler");
	handler_register("handled", "/tmp/lab-handler", "");
	judge_handled("handled", &start, FOREIGN_TEXT);
}
