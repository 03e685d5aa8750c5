// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. The same with flag F: the foreign program is opened when it is registered, and has no
 * name any more when it runs. Source: 6.12 survey, "F flag file opened at registration";
 * binfmt-misc.rst. Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "handler.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/program.fixed"), .argv = { "fixed" } };

	drop("foreign/payload-bare", "/tmp/lab-handler-fixed");
	handler_register("fixed", "/tmp/lab-handler-fixed", "F");
	unlink("/tmp/lab-handler-fixed");
	judge_handled("fixed", &start, FOREIGN_TEXT);
}
