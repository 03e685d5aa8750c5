// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of other-case: a file that may be read, by its name and by another spelling, where the filesystem
 * knows it by one; and where there is but one spelling, a file that is called like a secret but for its
 * case. (Where the kernel takes the first spelling that somebody uses for the name, nothing has a name.)
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("clone-disk");
	stage("files");
	if (!file_begins(CLONE_PROTECTED, STAGE_PUBLIC) ||
	    !file_begins(CLONE_DISK "/PROTECTED", STAGE_PUBLIC))
		no_effect(errno);
	judge(file_begins(SHM "/SECRET", STAGE_PUBLIC));
}
