// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Puts a fifo where a program expects a file, to feed it what it likes. Source: mkfifo(3).
 * Control: it is there.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	struct stat info;

	if (mkfifo("/etc/lab-fifo", 0600))
		no_effect(errno);
	judge(stat("/etc/lab-fifo", &info) == 0 && S_ISFIFO(info.st_mode) && unlink("/etc/lab-fifo") == 0);
}
