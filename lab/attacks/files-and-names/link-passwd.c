// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives /etc/passwd a second name in a directory where it may write anything, and writes there.
 * Source: link(2); docs/architecture.md, "Names and labels". Control: the text is in /etc/passwd.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *writable = "/var/tmp/lab-passwd";
	const struct kept kept = keep(PASSWD);
	int error;

	unlink(writable);
	if (link(PASSWD, writable))
		no_effect(errno);
	error = overwrite(writable);
	unlink(writable);
	judge_change(&kept, error);
}
