// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G3. Makes a user namespace, in which it has every capability again.
 * Source: 6.12 survey, "user namespaces". Control: it is in one.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char before[64] = "", after[64] = "";

	if (readlink("/proc/self/ns/user", before, sizeof(before) - 1) < 0)
		broken("readlink");
	if (unshare(CLONE_NEWUSER))
		no_effect(errno);
	judge(readlink("/proc/self/ns/user", after, sizeof(after) - 1) > 0 && strcmp(before, after));
}
