// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Registers the approved shell for files of a foreign kind and runs a foreign script that
 * has no #! line. Source: 6.12 survey, "approve script and interpreter". Control: the script
 * speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-handled.script", .argv = { "script" } };

	drop_text("echo '" FOREIGN_TEXT "'\n", start.path);
	handler_register("script", "/bin/sh", "");
	judge_handled("script", &start, FOREIGN_TEXT);
}
