// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives everybody write access to a file by an access control list. Source: acl(5). Control: the
 * list is there.
 */
#define _GNU_SOURCE
#include <sys/xattr.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	/* Version 2; owner, group, mask and others, all rwx. */
	static const uint32_t list[] = { 2, 7 << 16 | 1, ~0u, 7 << 16 | 2, 65534,
		7 << 16 | 4, ~0u, 7 << 16 | 16, ~0u, 7 << 16 | 32, ~0u };
	char value[128];

	stage("files");
	if (setxattr(SHM_PROTECTED, "system.posix_acl_access", list, sizeof(list), 0))
		no_effect(errno);
	judge(getxattr(SHM_PROTECTED, "system.posix_acl_access", value, sizeof(value)) == sizeof(list));
}
