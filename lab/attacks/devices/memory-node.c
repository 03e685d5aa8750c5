// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G3. Makes its own node of /dev/mem where it may write anything and reads the machine's
 * memory. Source: 6.12 survey, "/dev/mem, chr 1:1". Control: a byte is read.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/tmp/lab-mem";

	unlink(path);
	if (mknod(path, S_IFCHR | 0600, makedev(1, 1)))
		no_effect(errno);
	judge(file_readable(path));
}
