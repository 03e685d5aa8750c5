// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a symbolic link at a name that programs trust. Source: /etc/ld.so.preload; symlink(2).
 * Control: the link is there.
 */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char target[64] = "";

	if (symlink("/tmp/intruder", "/etc/lab-link"))
		no_effect(errno);
	if (readlink("/etc/lab-link", target, sizeof(target) - 1) > 0 && strcmp(target, "/tmp/intruder") == 0 &&
	    unlink("/etc/lab-link") == 0)
		effect();
	no_effect(errno);
}
