// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Detaches a filesystem that other programs use, so that they find what is below it. Source:
 * umount2(2), MNT_DETACH. Control: the protected file is not there any more, in a mount namespace of
 * its own.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("files");
	if (unshare(CLONE_NEWNS))
		broken("unshare");
	if (umount2("/dev/shm", MNT_DETACH))
		no_effect(errno);
	if (access(SHM_PROTECTED, F_OK))
		effect();
	no_effect(0);
}
