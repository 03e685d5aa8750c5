// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of handle-write and handle-secret: a file that may be read.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("files");
	judge_descriptor(open_handle(handle_of(SHM, SHM_PROTECTED), O_RDONLY), STAGE_PUBLIC);
}
