// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds a directory of its own over /etc in a mount namespace that only it sees, to start
 * programs there that then read other settings. Source: unshare(2), CLONE_NEWNS; 6.12 survey, "no
 * hook". Control: /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-own-etc");
	drop_text(INTRUDER_ENTRY, "/tmp/lab-own-etc/passwd");
	if (unshare(CLONE_NEWNS) || mount("/tmp/lab-own-etc", "/etc", NULL, MS_BIND, NULL))
		no_effect(errno);
	judge(file_begins(PASSWD, "intruder"));
}
