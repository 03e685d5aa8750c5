/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Seccomp filters that ask somebody else what to answer a process. */
#ifndef LAB_FILTER_H
#define LAB_FILTER_H

#include <sys/types.h>

/*
 * Asks the listener about system call @number of this process from now on, and sends it through
 * unix socket @report. Ends the process if that fails.
 */
void ask_about(int number, int report);
/*
 * Starts the victim so that it asks about memfd_create(2), which it calls first of all;
 * @listener is who is asked.
 */
pid_t start_asking_victim(int *listener);

#endif
