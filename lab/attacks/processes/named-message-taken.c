// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Takes a message out of a queue of POSIX that another program made, by its name.
 * Source: mq_overview(7); ipc/mqueue.c, do_mq_open(). Control: we have it, and the queue is empty.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <string.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct mq_attr left = { .mq_curmsgs = -1 };
	char message[64] = "";
	mqd_t queue;

	stage("queue");
	queue = mq_open("/lab-queue", O_RDWR | O_NONBLOCK);
	if (queue < 0 || mq_receive(queue, message, sizeof(message), NULL) < 0)
		no_effect(errno);
	judge(mq_getattr(queue, &left) == 0 && left.mq_curmsgs == 0 &&
	      strcmp(message, STAGE_SECRET) == 0);
}
