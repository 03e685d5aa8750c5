// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a directory of settings that programs would read, such as a drop-in directory. Source:
 * mkdir(2). Control: it is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	if (mkdir("/etc/lab.d", 0755))
		no_effect(errno);
	judge(rmdir("/etc/lab.d") == 0);
}
