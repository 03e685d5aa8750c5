// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "attack.h"
#include "shared.h"

static struct view own;
static char *memory;

key_t shared_key(pid_t owner)
{
	return 0x1ab00000 + owner;
}

bool make_shared(void)
{
	const key_t key = shared_key(getpid());
	struct message message = { .type = 1, .text = SECRET_TEXT };

	own.memory = shmget(key, SHARED_SIZE, IPC_CREAT | IPC_EXCL | 0666);
	own.queue = msgget(key, IPC_CREAT | IPC_EXCL | 0666);
	own.semaphore = semget(key, 1, IPC_CREAT | IPC_EXCL | 0666);
	if (own.memory < 0 || own.queue < 0 || own.semaphore < 0)
		return false;
	memory = shmat(own.memory, NULL, 0);
	if (memory == (void *)-1)
		return false;
	strcpy(memory, SECRET_TEXT);
	return msgsnd(own.queue, &message, sizeof(message.text), 0) == 0 &&
	       semctl(own.semaphore, 0, SETVAL, 1) == 0;
}

static struct view look(void)
{
	struct view view = own;
	struct shmid_ds segment;
	struct msqid_ds queue;

	snprintf(view.text, sizeof(view.text), "%s", memory);
	view.value = semctl(own.semaphore, 0, GETVAL);
	if (view.value < 0)
		view.semaphore = -1;
	if (shmctl(own.memory, IPC_STAT, &segment) || segment.shm_perm.mode & SHM_DEST)
		view.memory = -1;
	else
		view.locked = !!(segment.shm_perm.mode & SHM_LOCKED);
	if (msgctl(own.queue, IPC_STAT, &queue)) {
		view.queue = -1;
		return view;
	}
	view.messages = queue.msg_qnum;
	view.user = queue.msg_perm.uid;
	return view;
}

int show_shared(int life)
{
	struct view view;
	char byte;

	while (read(life, &byte, 1) == 1) {
		view = look();
		if (write(life, &view, sizeof(view)) != sizeof(view))
			return 1;
	}
	shmctl(own.memory, IPC_RMID, NULL);
	msgctl(own.queue, IPC_RMID, NULL);
	semctl(own.semaphore, 0, IPC_RMID);
	return 0;
}
