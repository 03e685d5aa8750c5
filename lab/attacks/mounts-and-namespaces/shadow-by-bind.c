// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds /etc to a directory in /tmp, which the policy gave away, and reads the
 * secret there. Source: docs/architecture.md, "Names and labels"; AppArmor's aliases. Control: it
 * can be read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-etc");
	if (mount("/etc", "/tmp/lab-etc", NULL, MS_BIND, NULL))
		no_effect(errno);
	judge(file_readable("/tmp/lab-etc/shadow"));
}
