// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the clock: the one capability of root that the policy did not give away.
 * Source: capabilities(7), CAP_SYS_TIME. Control: the clock has jumped (and is put back).
 */
#define _GNU_SOURCE
#include <time.h>

#include "attack.h"

void attack(void)
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
