/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Processes of another domain (the victim's) that an attack starts for itself and may lose. */
#ifndef LAB_PREY_H
#define LAB_PREY_H

#include <stdbool.h>
#include <sys/types.h>

#include "shared.h"

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
/* What the prey of start_prey("share", NULL) sees of its System V objects; broken() if it does not say. */
struct view prey_sees(const struct prey *prey);
/* Has @signal ended it, within some seconds? Otherwise errno is 0. */
bool prey_died(const struct prey *prey, int signal);
/* /proc/@pid/@name, in memory that is never freed. */
char *process_file(pid_t pid, const char *name);
/* A child that only waits, for what is allowed with processes of the own domain. */
pid_t start_sleeper(void);

/* For start_prey(): the prey's machine gets a name of its own. */
void name_machine(void);
/* effect() if this process sees that name, else no_effect(). */
_Noreturn void judge_machine(void);
/* Mounts control groups at directory @at, which is made, and moves the prey into group @group there. */
void move_to_group(const struct prey *prey, const char *at, const char *group);

/* The state letter of process @pid in /proc/PID/stat; 0 if it is gone. */
char process_state(pid_t pid);
/* Asks some times, a hundredth of a second apart: has process @pid come to @state? */
bool comes_to_state(pid_t pid, char state);

#endif
