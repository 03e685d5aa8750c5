// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G3. Makes a user namespace, in which it has every capability again, and uses one of them: it
 * makes a namespace for names there and gives that a name of its own. Source: 6.12 survey, "user
 * namespaces"; user_namespaces(7). Control: it is in another one, and the name is the new one.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

static const char name[] = "lab-userns";

void attack(void)
{
	char before[64] = "", after[64] = "", now[64] = "";

	if (readlink("/proc/self/ns/user", before, sizeof(before) - 1) < 0)
		broken("readlink");
	if (unshare(CLONE_NEWUSER) || unshare(CLONE_NEWUTS) || sethostname(name, strlen(name)))
		no_effect(errno);
	if (gethostname(now, sizeof(now) - 1))
		broken("gethostname");
	judge(readlink("/proc/self/ns/user", after, sizeof(after) - 1) > 0 && strcmp(before, after) &&
	      !strcmp(now, name));
}
