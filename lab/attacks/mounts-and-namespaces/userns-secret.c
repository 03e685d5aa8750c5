// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Becomes root of a user namespace, which the domain may, binds /etc where it may and reads the
 * secret there. Source: user_namespaces(7); 6.12 survey, "user namespaces". Control: it can be
 * read.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-userns");
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		no_effect(errno);
	if (mount("/etc", "/tmp/lab-userns", NULL, MS_BIND | MS_REC, NULL))
		no_effect(errno);
	judge(file_readable("/tmp/lab-userns/shadow") || file_readable(SHADOW));
}
