// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the clock from a root program that an ordinary user starts: a setuid file in /tmp gives
 * uid 0 and all capabilities. Source: execve(2), capabilities(7). Control: the clock has jumped.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

static _Noreturn void as_root(void)
{
	struct timespec before, later, after;

	clock_gettime(CLOCK_REALTIME, &before);
	later = before;
	later.tv_sec += 86400;
	if (clock_settime(CLOCK_REALTIME, &later))
		no_effect(errno);
	clock_gettime(CLOCK_REALTIME, &after);
	clock_settime(CLOCK_REALTIME, &before);
	if (after.tv_sec >= later.tv_sec)
		effect();
	no_effect(0);
}

void attack(void)
{
	const char *copy = "/tmp/lab-setuid-time";

	if (geteuid() == 0 && getuid() != 0)
		as_root();
	drop("attacks/setuid-time", copy);
	if (chmod(copy, 04755) || setresuid(12345, 12345, 12345))
		no_effect(errno);
	execl(copy, "setuid-time", (char *)NULL);
	no_effect(errno);
}
