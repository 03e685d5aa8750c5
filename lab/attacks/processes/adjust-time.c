// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Lets the clock run away slowly, with the capability that was not granted: adjtimex.
 * Source: adjtimex(2). Control: it has the new speed (and gets its old one back).
 */
#define _GNU_SOURCE
#include <sys/timex.h>

#include "attack.h"

void attack(void)
{
	struct timex now = { 0 }, faster = { .modes = ADJ_TICK };
	long before;

	if (adjtimex(&now) < 0)
		broken("adjtimex");
	before = now.tick;
	faster.tick = before + 500;
	if (adjtimex(&faster) < 0)
		no_effect(errno);
	now.modes = 0;
	if (adjtimex(&now) < 0)
		broken("adjtimex");
	faster.tick = before;
	adjtimex(&faster);
	if (now.tick == before + 500)
		effect();
	no_effect(0);
}
