// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of path-descriptor-exec and renamed-by-descriptor: an approved program runs by its
 * descriptor, as fexecve(3) does it.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"

void attack(void)
{
	struct start start = { .argv = { "helper" } };

	start.fd = open(lab_path("open/helper"), O_PATH | O_CLOEXEC);
	if (start.fd < 0)
		no_effect(errno);
	judge(runs(&start, HELPER_TEXT));
}
