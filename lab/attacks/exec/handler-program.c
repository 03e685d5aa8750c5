// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Registers a foreign program with binfmt_misc as the interpreter of an approved one and
 * runs that. Source: root-paths, "binfmt_misc interpreter". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/program.handled"), .argv = { "handled" } };
	bool done;
	int error;

	drop("foreign/payload-bare", "/tmp/lab-handler");
	handler_register("handled", "/tmp/lab-handler", "");
	done = runs(&start, FOREIGN_TEXT);
	error = errno;
	handler_remove("handled");
	if (done)
		effect();
	no_effect(error);
}
