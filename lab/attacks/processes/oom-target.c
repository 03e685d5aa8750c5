// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a process of another domain the first that the kernel kills when memory is short,
 * by /proc/PID/oom_score_adj. Source: proc_pid_oom_score_adj(5). Control: it says 1000.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	const char *path = process_file(prey.pid, "oom_score_adj");

	write_text(path, "1000");
	judge(file_begins(path, "1000\n"));
}
