// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the clock from a root program that an ordinary user starts: a setuid file in /tmp gives
 * uid 0 and all capabilities. Source: execve(2), capabilities(7). Control: the clock has jumped.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "levers.h"

void attack(void)
{
	const char *copy = "/tmp/lab-setuid-time";

	if (geteuid() == 0 && getuid() != 0)
		judge_clock();
	drop("attacks/setuid-time", copy);
	if (chmod(copy, 04755) || setresuid(12345, 12345, 12345))
		no_effect(errno);
	execl(copy, "setuid-time", (char *)NULL);
	no_effect(errno);
}
