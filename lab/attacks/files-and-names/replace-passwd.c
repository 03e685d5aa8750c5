// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Renames a file of its own over /etc/passwd: it writes to no file it may not write. Source:
 * rename(2). Control: /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct kept kept = keep(PASSWD);
	int error;

	drop_text(INTRUDER_ENTRY, "/tmp/lab-passwd");
	error = rename("/tmp/lab-passwd", PASSWD) ? errno : 0;
	judge_change(&kept, error);
}
