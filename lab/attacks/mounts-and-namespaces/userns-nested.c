// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. The same from ten user namespaces, each in the other: none of them may be one too many for
 * whoever asks for capabilities. Here it sets the name of a machine of its own. Source:
 * user_namespaces(7), "nested". Control: the name is set.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "mounts.h"

void attack(void)
{
	char name[64] = "";

	for (int i = 0; i < 10; i++) {
		if (unshare(CLONE_NEWUSER))
			no_effect(errno);
		become_its_root();
	}
	if (unshare(CLONE_NEWUTS) || sethostname("lab-nested", 10))
		no_effect(errno);
	judge(gethostname(name, sizeof(name)) == 0 && strcmp(name, "lab-nested") == 0);
}
