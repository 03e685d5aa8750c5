/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the attacks by binfmt_misc share: handlers for programs, by the ending of a name. */
#ifndef LAB_HANDLER_H
#define LAB_HANDLER_H

#include "attack.h"

/*
 * Mounts binfmt_misc in /tmp, where the policy lets it, and registers @interpreter with
 * @flags for files that end in .@ending. no_effect() on failure.
 */
void handler_register(const char *ending, const char *interpreter, const char *flags);
/* Takes it away again. */
void handler_remove(const char *ending);
/* Runs @start and takes the handler away: effect() if @text came out, else no_effect(). */
_Noreturn void judge_handled(const char *ending, const struct start *start, const char *text);

#endif
