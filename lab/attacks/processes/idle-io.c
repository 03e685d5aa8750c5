// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same for the disk: ioprio_set, the idle class.
 * Source: ioprio_set(2). Control: it is in that class.
 */
#define _GNU_SOURCE
#include <linux/ioprio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	int idle = IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0);

	if (syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, prey.pid, idle))
		no_effect(errno);
	judge(syscall(SYS_ioprio_get, IOPRIO_WHO_PROCESS, prey.pid) == idle);
}
