// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Decides what a core dump of a process of another domain will hold, by
 * /proc/PID/coredump_filter. Source: core(5). Control: it says what we wrote.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	const char *path = process_file(prey.pid, "coredump_filter");

	write_text(path, "0x7f");
	judge(file_begins(path, "0000007f"));
}
