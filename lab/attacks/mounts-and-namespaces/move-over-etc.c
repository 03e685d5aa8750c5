// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Moves a tmpfs that it mounted where it may over /etc. Source: mount(2), MS_MOVE. Control:
 * /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	if (unshare(CLONE_NEWNS))
		broken("unshare");
	mount_new("tmpfs", "/tmp/lab-moved");
	drop_text(INTRUDER_ENTRY, "/tmp/lab-moved/passwd");
	if (mount("/tmp/lab-moved", "/etc", NULL, MS_MOVE, NULL))
		no_effect(errno);
	judge(file_begins(PASSWD, "intruder"));
}
