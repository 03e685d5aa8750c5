// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Registers the approved shell for files of a foreign kind and runs a foreign script that
 * has no #! line. Source: root-paths, "approve script and interpreter". Control: the script speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-handled.script", .argv = { "script" } };
	bool done;
	int error;

	drop_text("echo '" FOREIGN_TEXT "'\n", start.path);
	handler_register("script", "/bin/sh", "");
	done = runs(&start, FOREIGN_TEXT);
	error = errno;
	handler_remove("script");
	if (done)
		effect();
	no_effect(error);
}
