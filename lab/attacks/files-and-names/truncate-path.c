// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Shortens /etc/passwd with truncate(2), which opens nothing. Source: truncate(2). Control: the
 * file is shorter.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int error = truncate(PASSWD, 5) ? errno : 0;

	judge_change(&kept, error);
}
