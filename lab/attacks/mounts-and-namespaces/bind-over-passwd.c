// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Binds a file of its own over /etc/passwd, for every program of the machine. Source: mount(2),
 * MS_BIND. Control: /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *own = "/tmp/lab-bound-passwd";
	bool done;

	drop_text(INTRUDER_ENTRY, own);
	if (mount(own, PASSWD, NULL, MS_BIND, NULL))
		no_effect(errno);
	done = file_begins(PASSWD, "intruder");
	umount2(PASSWD, MNT_DETACH);
	judge(done);
}
