// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Puts a message into a queue of another domain. Source: msgop(2).
 * Control: there is one more in its owner's queue.
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
	struct message message = { .type = 1, .text = "intruder" };

	view = prey_sees(&prey);
	if (msgsnd(view.queue, &message, sizeof(message.text), IPC_NOWAIT))
		no_effect(errno);
	view = prey_sees(&prey);
	judge(view.messages == 2);
}
