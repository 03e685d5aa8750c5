// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the clock with the capability made inheritable and ambient, after an exec: what the
 * policy did not give is not got by any juggling with capability sets.
 * Source: capabilities(7), "ambient". Control: the clock has jumped (and is put back).
 */
#define _GNU_SOURCE
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "levers.h"

static void keep_capability(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct sets[2];

	if (syscall(SYS_capget, &head, sets))
		broken("capget");
	sets[0].inheritable |= 1u << CAP_SYS_TIME;
	if (syscall(SYS_capset, &head, sets) ||
	    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_TIME, 0, 0))
		no_effect(errno);
}

void attack(void)
{
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_SYS_TIME, 0, 0) != 1) {
		keep_capability();
		execl("/proc/self/exe", lab_path("attacks/ambient-time"), (char *)NULL);
		no_effect(errno);
	}
	judge_clock();
}
