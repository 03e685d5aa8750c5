/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of probe.c. An operation returns 0, or what outcome() makes of errno. */
#ifndef PROBE_H
#define PROBE_H

#include <sys/types.h>

/* The process of another domain that `other` started. */
extern pid_t other_process;

/* 0 if @result is no error, else errno; closes descriptors. */
int outcome(long result);

/* probe_shared.c: what a process that pauses shares. Returns whether that failed. */
int share_objects(void);
int op_memory_of_other(char **a);
int op_send_to_other(char **a);
int op_semaphore_of_other(char **a);
int op_look_at_memory(char **a);
int op_remove_memory(char **a);
int op_own_memory(char **a);

#endif
