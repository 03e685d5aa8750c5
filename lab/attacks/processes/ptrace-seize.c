// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same without stopping it: PTRACE_SEIZE.
 * Source: 6.12 survey, "ptrace attach". Control: it is seized.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include <sys/types.h>

#include "attack.h"

void attack(void)
{
	if (ptrace(PTRACE_SEIZE, (pid_t)lab_number("VICTIM_PID"), NULL, NULL))
		no_effect(errno);
	effect();
}
