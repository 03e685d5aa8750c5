// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens once more what a process of another domain has open and nobody else can reach by
 * name: the memory file behind its descriptor 3.
 * Source: proc_pid_fd(5). Control: the secret in it is read.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/fd/3", prey.pid);
	judge(file_begins(path, SECRET_TEXT));
}
