// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames a protected file within its directory and leaves a whiteout in its place, as overlays
 * do. Source: renameat2(2), RENAME_WHITEOUT. Control: the file is gone.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

#ifndef RENAME_WHITEOUT
#define RENAME_WHITEOUT 4
#endif

void attack(void)
{
	struct kept kept;
	int error = 0;

	stage("files");
	kept = keep(SHM_PROTECTED);
	if (renameat2(AT_FDCWD, SHM_PROTECTED, AT_FDCWD, SHM "/own/moved", RENAME_WHITEOUT))
		error = errno;
	else
		unlink(SHM_PROTECTED);
	judge_change(&kept, error);
}
