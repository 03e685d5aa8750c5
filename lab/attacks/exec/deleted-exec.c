// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a program that has been deleted, through its descriptor: there is no
 * path left to judge. Source: 6.12 survey, "unlinked/deleted binary". Control: it speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "deleted" } };

	drop("foreign/payload", "/tmp/lab-deleted");
	start.fd = open("/tmp/lab-deleted", O_PATH | O_CLOEXEC);
	if (start.fd < 0 || unlink("/tmp/lab-deleted"))
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
