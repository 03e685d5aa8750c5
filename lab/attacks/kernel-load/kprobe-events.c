// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Puts a breakpoint into the kernel's code by tracefs.
 * Source: 6.12 survey, "kprobes, tracefs". Control: the kernel has come by it.
 */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "tracing.h"

void attack(void)
{
	probe_set("kprobe", "p:lab/probe __x64_sys_getppid");
	syscall(SYS_getppid);
	if (probe_hits("kprobe"))
		effect();
	no_effect(0);
}
