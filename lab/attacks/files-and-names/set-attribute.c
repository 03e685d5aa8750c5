// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Changes an extended attribute of a file it may not write. Source: setxattr(2); 6.12 survey,
 * "setuid/caps/xattr change". Control: the attribute has the new value.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/xattr.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	char value[8] = "";

	stage("files");
	if (setxattr(SHM_PROTECTED, "user.lab", "evil", 4, 0))
		no_effect(errno);
	if (getxattr(SHM_PROTECTED, "user.lab", value, sizeof(value)) == 4 && strcmp(value, "evil") == 0)
		effect();
	no_effect(0);
}
