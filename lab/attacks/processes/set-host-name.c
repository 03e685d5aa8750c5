// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames the machine, from a domain without any capability.
 * Source: sethostname(2), CAP_SYS_ADMIN. Control: it has the name (and gets its old one back).
 */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char before[64] = "", after[64] = "";

	gethostname(before, sizeof(before) - 1);
	if (sethostname("lab-attacked", 12))
		no_effect(errno);
	gethostname(after, sizeof(after) - 1);
	sethostname(before, strlen(before));
	if (strcmp(after, "lab-attacked") == 0)
		effect();
	no_effect(0);
}
