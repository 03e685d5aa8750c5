/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * System V objects of the prey (start_prey("share", NULL)): a segment of memory that begins with
 * SECRET_TEXT, a queue with one message that says so, a semaphore that is 1. Everybody of any user may
 * use them, for all that their modes say.
 */
#ifndef LAB_SHARED_H
#define LAB_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { SHARED_SIZE = 12288 };

/* What the owner sees; what is gone for him is -1. */
struct view {
	int memory, queue, semaphore;	/* their numbers, which anybody can try one after the other */
	char text[64];			/* what the memory begins with */
	int messages;			/* in the queue */
	int value;			/* of the semaphore */
	int locked;			/* is the memory locked? */
	int user;			/* to whom the queue belongs */
};

struct message {
	long type;
	char text[64];
};

/* The key of all objects that process @owner shares. */
key_t shared_key(pid_t owner);
/* The prey: makes the objects; then answers each byte on @life with what it sees, until that ends. */
bool make_shared(void);
int show_shared(int life);

#endif
