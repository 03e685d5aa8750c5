// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Freezes a process of another domain: cgroup.freeze. Source: cgroups(7),
 * Documentation/admin-guide/cgroup-v2.rst. Control: it does not answer any more.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "pass.h"
#include "prey.h"
#include "talk.h"

static bool answers(const struct prey *prey)
{
	char byte = 0;

	return write(prey->life, &byte, 1) == 1 && read(with_patience(prey->life), &byte, 1) == 1;
}

void attack(void)
{
	struct prey prey = start_prey("hand", NULL);

	if (receive_descriptor(prey.life) < 0 || !answers(&prey))
		broken("the prey");
	move_to_group(&prey, "/tmp/lab-frozen", "/tmp/lab-frozen/lab-freeze");
	write_text("/tmp/lab-frozen/lab-freeze/cgroup.freeze", "1");
	if (!answers(&prey))
		effect();
	no_effect(0);
}
