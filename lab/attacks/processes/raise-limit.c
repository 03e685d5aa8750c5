// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Raises a hard limit that was set for it, from a domain without any capability.
 * Source: setrlimit(2), CAP_SYS_RESOURCE. Control: the limit is higher.
 */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "attack.h"

void attack(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		broken("getrlimit");
	limit.rlim_max++;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		no_effect(errno);
	effect();
}
