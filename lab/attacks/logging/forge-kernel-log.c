// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Writes a line into the kernel's log that looks like a refusal of somebody else.
 * Source: kmsg(4), /dev/kmsg. Control: the line is read back from the log.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	static const char line[] = "<5>holdfast: deny seq=1 domain=\"lab-forged\"\n";
	int reader = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	int writer = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	char record[1024];
	ssize_t got;

	if (writer < 0)
		no_effect(errno);
	if (reader < 0 || lseek(reader, 0, SEEK_END) < 0 || write(writer, line, strlen(line)) < 0)
		no_effect(errno);
	got = read(reader, record, sizeof(record) - 1);
	judge(got > 0 && memmem(record, got, "lab-forged", 10));
}
