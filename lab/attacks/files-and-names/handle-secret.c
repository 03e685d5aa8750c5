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
	struct {
		struct file_handle handle;
		unsigned char bytes[128];
	} named = { .handle.handle_bytes = 128 };
	int place, id;

	stage("files");
	place = open(SHM, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (place < 0 || name_to_handle_at(AT_FDCWD, SHM_SECRET, &named.handle, &id, 0))
		broken("name_to_handle_at");
	judge_descriptor(open_by_handle_at(place, &named.handle, O_RDONLY | O_CLOEXEC), STAGE_SECRET);
}
