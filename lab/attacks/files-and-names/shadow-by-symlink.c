// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow through a symbolic link in /tmp.
 * Source: docs/architecture.md, "Names and labels". Control: it can be read.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	unlink("/tmp/lab-symlink");
	if (symlink("/etc/shadow", "/tmp/lab-symlink"))
		no_effect(errno);
	judge(file_readable("/tmp/lab-symlink"));
}
