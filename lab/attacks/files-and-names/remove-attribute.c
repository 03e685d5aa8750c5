// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Removes an extended attribute, as one that carries a label or a capability would be. Source:
 * removexattr(2). Control: the attribute is gone.
 */
#define _GNU_SOURCE
#include <sys/xattr.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	char value[8];

	stage("files");
	if (removexattr(SHM_PROTECTED, "user.lab"))
		no_effect(errno);
	judge(getxattr(SHM_PROTECTED, "user.lab", value, sizeof(value)) < 0 && errno == ENODATA);
}
