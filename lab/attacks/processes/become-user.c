// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Becomes another user, from a domain without any capability.
 * Source: setresuid(2), CAP_SETUID. Control: it is that user.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	if (setresuid(12345, 12345, 12345))
		no_effect(errno);
	if (getuid() == 12345 && geteuid() == 12345)
		effect();
	no_effect(0);
}
