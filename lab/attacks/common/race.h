/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Somebody who changes what a name leads to, again and again, while an attack uses that name. */
#ifndef LAB_RACE_H
#define LAB_RACE_H

#include <sys/types.h>

/* A process that exchanges the files @one and @other without end. */
pid_t start_exchanging(const char *one, const char *other);
/* One that lets @link, a symbolic link it makes, lead to @one and to @other in turn. */
pid_t start_turning(const char *link, const char *one, const char *other);
/* Ends it: 0, or the errno that had ended it before. */
int stop_changing(pid_t pid);

#endif
