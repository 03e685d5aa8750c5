// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a file without a name where it may, and gives it its first name in a protected directory.
 * Source: open(2), O_TMPFILE and linkat. Control: the file is in /etc.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int fd = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);
	char path[64];

	if (fd < 0 || write(fd, "/tmp/intruder.so\n", 17) != 17)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (linkat(AT_FDCWD, path, AT_FDCWD, "/etc/ld.so.preload.lab", AT_SYMLINK_FOLLOW))
		no_effect(errno);
	judge(file_begins("/etc/ld.so.preload.lab", "/tmp/intruder") && unlink("/etc/ld.so.preload.lab") == 0);
}
