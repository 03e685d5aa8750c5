// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Switches fs-verity on for a protected file by a descriptor for reading: nobody will ever write
 * to it again. Source: fs-verity, FS_IOC_ENABLE_VERITY. Control: the file has the attribute.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/fsverity.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct fsverity_enable_arg how = { .version = 1, .hash_algorithm = FS_VERITY_HASH_ALG_SHA256,
		.block_size = 4096 };
	int fd, flags;

	stage("disk");
	fd = open(DISK "/kept", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		broken(DISK "/kept");
	if (ioctl(fd, FS_IOC_ENABLE_VERITY, &how))
		no_effect(errno);
	judge(ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_VERITY_FL));
}
