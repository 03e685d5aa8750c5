/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Processes of another domain (the victim's) that an attack starts for itself and may lose. */
#ifndef LAB_PREY_H
#define LAB_PREY_H

#include <stdbool.h>
#include <sys/types.h>

struct prey {
	pid_t pid;		/* a child of ours */
	unsigned long secret;	/* where SECRET_TEXT is in its memory */
	int life;		/* its standard input, a socket: it ends when that is closed */
};

/*
 * Starts LAB/victim with argument @mode (see victim.c) and waits until it is ready.
 * @before, if not NULL, is called in the child before it becomes the victim.
 * broken() if that fails, but no_effect() if execve was refused.
 */
struct prey start_prey(const char *mode, void (*before)(void));
/* Has @signal ended it, within some seconds? Otherwise errno is 0. */
bool prey_died(const struct prey *prey, int signal);
/* The state letter of process @pid in /proc/PID/stat; 0 if it is gone. */
char process_state(pid_t pid);
/* Asks some times, a hundredth of a second apart: has process @pid come to @state? */
bool comes_to_state(pid_t pid, char state);

#endif
