// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Empties /etc/passwd by opening it for reading with O_TRUNC: nothing is opened for writing, but
 * the file is gone. Source: open(2), "O_TRUNC"; the effect of O_RDONLY | O_TRUNC is unspecified by
 * POSIX, and on Linux the file is truncated. Control: the file is empty.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int error = open(PASSWD, O_RDONLY | O_TRUNC | O_CLOEXEC) < 0 ? errno : 0;

	judge_change(&kept, error);
}
