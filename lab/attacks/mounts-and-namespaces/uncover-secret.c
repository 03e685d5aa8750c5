// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Detaches a tmpfs that an operator put over a directory of secrets, as container runtimes hide
 * files, and reads what is below. Source: umount2(2); "masked paths" of container runtimes. Control:
 * the secret is read.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("cover");
	if (unshare(CLONE_NEWNS) || access(COVERED_KEY, F_OK) == 0)
		broken("the secret is not covered");
	if (umount2(COVERED, MNT_DETACH))
		no_effect(errno);
	judge_file(COVERED_KEY, STAGE_SECRET);
}
