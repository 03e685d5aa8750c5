// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of handler-program: programs run while handlers are registered that are not for them.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" } };
	bool done;
	int error;

	handler_register("nothing", "/bin/sh", "");
	done = runs(&start, HELPER_TEXT);
	error = errno;
	handler_remove("nothing");
	if (done)
		effect();
	no_effect(error);
}
