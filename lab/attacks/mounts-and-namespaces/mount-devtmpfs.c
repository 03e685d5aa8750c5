// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Mounts devtmpfs in /tmp, where it may write everything, and so has another name of every disk.
 * Source: devtmpfs. Control: the secret on a disk is read there, and a byte of it changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	stage("raw-disk");
	mount_new("devtmpfs", "/tmp/lab-mount-devtmpfs");
	judge_raw_disk(open("/tmp/lab-mount-devtmpfs/loop5", O_RDWR | O_CLOEXEC));
}
