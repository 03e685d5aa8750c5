// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret by its handle after the kernel has forgotten its directory: the file then
 * hangs in the air, without a name that a rule could deny. Source: exportfs, "disconnected dentry";
 * 6.12 survey, "a maybe disconnected dentry". Control: the secret is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct handle *named;

	stage("disk");
	named = handle_of(DISK, DISK_SECRET);
	stage("drop");
	judge_descriptor(open_handle(named, O_RDONLY), STAGE_SECRET);
}
