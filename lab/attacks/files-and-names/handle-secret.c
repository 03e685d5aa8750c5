// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret that it opens by its handle instead of a path. Source: open_by_handle_at(2),
 * "shocker" (2014). Control: the secret is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("files");
	judge_descriptor(open_handle(handle_of(SHM, SHM_SECRET), O_RDONLY), STAGE_SECRET);
}
