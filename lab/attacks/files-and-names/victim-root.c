// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret by /proc/PID/root of a process in another domain. Source: proc(5),
 * "/proc/pid/root", which is not a mere symbolic link. Control: it can be read.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%lu/root/etc/shadow", lab_number("VICTIM_PID"));
	judge(file_readable(path));
}
