// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same with a descriptor that the process of the other domain opened itself and passed to
 * us: by whoever opened it, it might signal. Source: fcntl(2), F_SETOWN; the hook file_set_fowner
 * of SELinux and Landlock. Control: it is dead.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("hand", NULL);
	int theirs = receive_descriptor(prey.life);

	if (theirs < 0)
		no_effect(errno);
	if (fcntl(theirs, F_SETSIG, SIGKILL) || fcntl(theirs, F_SETOWN, prey.pid) ||
	    fcntl(theirs, F_SETFL, O_ASYNC))
		no_effect(errno);
	/* It now writes to the other end of what it passed. */
	if (write(prey.life, "x", 1) != 1)
		broken("write");
	judge(prey_died(&prey, SIGKILL));
}
