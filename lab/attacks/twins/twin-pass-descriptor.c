// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of passed-owner-signal: descriptors of another domain may be taken and used.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "pass.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("hand", NULL);
	int theirs = receive_descriptor(prey.life);
	char byte = 1, said = 0;

	if (theirs < 0)
		no_effect(errno);
	/* It writes what we send it to the other end of what it passed. */
	if (write(prey.life, &byte, 1) != 1 || read(theirs, &said, 1) != 1 || said != byte)
		no_effect(errno);
	effect();
}
