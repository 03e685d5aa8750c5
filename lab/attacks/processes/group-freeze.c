// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Freezes a process of another domain: cgroup.freeze. Source: cgroups(7),
 * Documentation/admin-guide/cgroup-v2.rst. Control: it does not answer any more.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
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
	char id[16];

	if (receive_descriptor(prey.life) < 0 || !answers(&prey))
		broken("the prey");
	mkdir("/tmp/lab-frozen", 0755);
	if (mount("none", "/tmp/lab-frozen", "cgroup2", 0, NULL) ||
	    (mkdir("/tmp/lab-frozen/lab-freeze", 0755) && errno != EEXIST))
		no_effect(errno);
	snprintf(id, sizeof(id), "%d", prey.pid);
	write_text("/tmp/lab-frozen/lab-freeze/cgroup.procs", id);
	write_text("/tmp/lab-frozen/lab-freeze/cgroup.freeze", "1");
	if (!answers(&prey))
		effect();
	no_effect(0);
}
