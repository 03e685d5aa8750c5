// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Sets the clock: the one capability of root that the policy did not give away.
 * Source: capabilities(7), CAP_SYS_TIME. Control: the clock has jumped (and is put back).
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	judge_clock();
}
