// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of bind-over-program: a bind mount where they were given away.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-bound");
	if (mount("/usr", "/tmp/lab-bound", NULL, MS_BIND, NULL))
		no_effect(errno);
	judge(access("/tmp/lab-bound/bin", F_OK) == 0 && umount("/tmp/lab-bound") == 0);
}
