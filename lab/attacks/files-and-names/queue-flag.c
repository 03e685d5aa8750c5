// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a message queue of another program with the bit in the flags that the kernel sets when it
 * opens a file to execute it, and by which a security module may know that another check follows:
 * mq_open passes all flags on. Source: ipc/mqueue.c, where dentry_open() gets the caller's flags;
 * FMODE_EXEC. Control: the message is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <string.h>

#include "attack.h"
#include "files.h"

/* FMODE_EXEC, which open(2) takes out of the flags. */
enum { OPENED_TO_EXECUTE = 0x20 };

void attack(void)
{
	char message[64] = "";
	mqd_t queue;

	stage("queue");
	queue = mq_open("/lab-queue", O_RDONLY | O_NONBLOCK | OPENED_TO_EXECUTE);
	if (queue < 0)
		no_effect(errno);
	judge(mq_receive(queue, message, sizeof(message), NULL) > 0 && strcmp(message, STAGE_SECRET) == 0);
}
