// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Mounts devtmpfs in /tmp, where it may write everything, and so has another name of every disk.
 * Source: devtmpfs. Control: a disk opens for writing there.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("devtmpfs", "/tmp/lab-mount-devtmpfs");
	judge(open("/tmp/lab-mount-devtmpfs/loop3", O_RDWR | O_CLOEXEC) >= 0);
}
