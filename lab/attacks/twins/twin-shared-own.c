// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of shared-memory-written, message-taken, semaphore-taken and shared-removed: two processes
 * of one domain do all that with memory, a queue and a semaphore of their own.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "shared.h"

static const struct sembuf give = { .sem_op = 1 }, take = { .sem_op = -1 };

/* Another process of the domain, which finds everything by its key. */
static int send_text(key_t key)
{
	struct message message = { .type = 1, .text = SECRET_TEXT };
	int semaphore = semget(key, 1, 0);
	char *memory = shmat(shmget(key, 0, 0), NULL, 0);

	if (memory == (void *)-1 || msgsnd(msgget(key, 0), &message, sizeof(message.text), 0))
		return 1;
	strcpy(memory, SECRET_TEXT);
	return semop(semaphore, (struct sembuf *)&give, 1) != 0;
}

void attack(void)
{
	const key_t key = shared_key(getpid());
	int segment = shmget(key, SHARED_SIZE, IPC_CREAT | IPC_EXCL | 0600);
	int queue = msgget(key, IPC_CREAT | IPC_EXCL | 0600);
	int semaphore = semget(key, 1, IPC_CREAT | IPC_EXCL | 0600), status;
	char *memory = shmat(segment, NULL, SHM_RDONLY);
	struct message message = { 0 };
	pid_t child;

	if (memory == (void *)-1 || queue < 0 || semaphore < 0)
		no_effect(errno);
	child = fork();
	if (child == 0)
		_exit(send_text(key));
	if (child < 0 || waitpid(child, &status, 0) != child)
		broken("fork");
	if (status)
		no_effect(0);
	if (semop(semaphore, (struct sembuf *)&take, 1) ||
	    msgrcv(queue, &message, sizeof(message.text), 0, IPC_NOWAIT) < 0 ||
	    shmctl(segment, IPC_RMID, NULL) || msgctl(queue, IPC_RMID, NULL) ||
	    semctl(semaphore, 0, IPC_RMID))
		no_effect(errno);
	errno = 0;
	judge(strcmp(memory, SECRET_TEXT) == 0 && strcmp(message.text, SECRET_TEXT) == 0);
}
