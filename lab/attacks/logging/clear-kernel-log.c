// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Clears the kernel's log, from a domain without any capability. Source: syslog(2),
 * SYSLOG_ACTION_CLEAR, CAP_SYSLOG; dmesg --clear. Control: it was not empty and is now.
 */
#define _GNU_SOURCE
#include <sys/klog.h>

#include "attack.h"

enum { READ_ALL = 3, CLEAR = 5 };

void attack(void)
{
	static char log[4096];

	/* Whoever may not read it may try to clear it. */
	if (klogctl(READ_ALL, log, sizeof(log)) == 0)
		broken("the log is empty");
	if (klogctl(CLEAR, NULL, 0))
		no_effect(errno);
	judge(klogctl(READ_ALL, log, sizeof(log)) == 0);
}
