// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads the environment of a process of another domain, where passwords are.
 * Source: 6.12 survey, "/proc/pid". Control: it can be read.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"

void attack(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%lu/environ", lab_number("VICTIM_PID"));
	judge(file_readable(path));
}
