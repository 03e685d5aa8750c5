// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts the disk with the system on it once more, and reads a secret there. Source: mount(2);
 * container escapes by /dev/sda1. Control: it can be read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	make_directory("/tmp/lab-mount-disk");
	if (mount("/dev/vda", "/tmp/lab-mount-disk", "ext4", MS_RDONLY, NULL))
		no_effect(errno);
	judge(file_readable("/tmp/lab-mount-disk/etc/shadow"));
}
