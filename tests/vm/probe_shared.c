// SPDX-License-Identifier: GPL-2.0-or-later
/* What probe.c does with System V objects, its own and those of the other process. */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "probe.h"

/* What every process that pauses shares, under a key of its own. */
static key_t shared_key(pid_t owner) { return 0x1ab10000 + owner; }

int share_objects(void)
{
	key_t key = shared_key(getpid());

	return shmget(key, 4096, IPC_CREAT | 0666) < 0 || msgget(key, IPC_CREAT | 0666) < 0 ||
	       semget(key, 1, IPC_CREAT | 0666) < 0;
}

int op_memory_of_other(char **a)
{
	int id = shmget(shared_key(other_process), 0, 0);

	(void)a;
	return outcome(id < 0 || shmat(id, NULL, 0) == (void *)-1 ? -1 : 0);
}

int op_send_to_other(char **a)
{
	const struct { long type; char text[1]; } message = { .type = 1 };

	(void)a;
	return outcome(msgsnd(msgget(shared_key(other_process), 0), &message, 1, IPC_NOWAIT));
}

int op_semaphore_of_other(char **a)
{
	struct sembuf give = { .sem_op = 1 };

	(void)a;
	return outcome(semop(semget(shared_key(other_process), 1, 0), &give, 1));
}

/* The newest is the other one's. It has a slot that was never used before: that is its number, too. */
static int newest_memory(void)
{
	struct shmid_ds limits;

	return shmctl(0, IPC_INFO, &limits);
}

int op_look_at_memory(char **a)
{
	struct shmid_ds segment;

	(void)a;
	return outcome(shmctl(newest_memory(), SHM_STAT_ANY, &segment) < 0 ? -1 : 0);
}

int op_remove_memory(char **a)
{
	(void)a;
	return outcome(shmctl(newest_memory(), IPC_RMID, NULL));
}

int op_own_memory(char **a)
{
	int id = shmget(IPC_PRIVATE, 4096, 0600);

	(void)a;
	if (id < 0 || shmat(id, NULL, 0) == (void *)-1)
		return 1000 + errno;
	return outcome(shmctl(id, IPC_RMID, NULL));
}
