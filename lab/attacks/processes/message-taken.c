// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes a message out of a queue of another domain. Source: msgop(2).
 * Control: we have it, and its owner's queue is empty.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/msg.h>

#include "attack.h"
#include "prey.h"
#include "shared.h"

void attack(void)
{
	struct prey prey = start_prey("share", NULL);
	struct view view;
	struct message message;

	view = prey_sees(&prey);
	if (msgrcv(view.queue, &message, sizeof(message.text), 0, IPC_NOWAIT) < 0)
		no_effect(errno);
	view = prey_sees(&prey);
	judge(strcmp(message.text, SECRET_TEXT) == 0 && view.messages == 0);
}
