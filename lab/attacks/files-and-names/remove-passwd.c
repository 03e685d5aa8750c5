// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Removes /etc/passwd. Source: unlink(2). Control: it is gone.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int error = unlink(PASSWD) ? errno : 0;

	judge_change(&kept, error);
}
