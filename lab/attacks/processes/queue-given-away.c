// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Gives a queue of another domain to another user, by IPC_SET, which a capability or being of
 * the same user allows without a look at its mode. Source: msgctl(2); ipc/util.c, ipcctl_obtain_check().
 * Control: its owner sees it belong to that user.
 */
#define _GNU_SOURCE
#include <sys/msg.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;
	struct msqid_ds queue = { .msg_perm = { .uid = 65534, .mode = 0666 }, .msg_qbytes = 4096 };

	view = prey_sees(&prey);
	if (msgctl(view.queue, IPC_SET, &queue))
		no_effect(errno);
	view = prey_sees(&prey);
	judge(view.user == 65534);
}
