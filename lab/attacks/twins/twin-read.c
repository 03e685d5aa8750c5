// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shadow-from-shell: a file beside the secret can be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	judge(file_readable("/etc/passwd"));
}
