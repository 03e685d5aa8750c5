// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same on a filesystem that finds every spelling, but knows the file by the one it was made
 * with. Source: fs/xfs/xfs_iops.c, xfs_vn_ci_lookup(). Control: the secret is read.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("clone-disk");
	judge_file(CLONE_DISK "/Secret", STAGE_SECRET);
}
