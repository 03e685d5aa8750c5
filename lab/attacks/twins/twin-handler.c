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

	handler_register("nothing", "/bin/sh", "");
	judge_handled("nothing", &start, HELPER_TEXT);
}
