/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `holdfast run` makes of the events that a guest leaves behind. */
#ifndef HOLDFAST_CLI_RUN_H
#define HOLDFAST_CLI_RUN_H

#include <stdbool.h>

struct vm_outcome;

/**
 * run_events_learned - write a recording down
 * @path: where to
 *
 * Returns enum exit_code, after a message if it is not EXIT_YES.
 */
int run_events_learned(const struct vm_outcome *outcome, const char *path, bool quiet);

/**
 * run_events_refused - tell what a sealed kernel refused
 * @path: where to write the events, or NULL
 *
 * Returns enum exit_code, after a message if it is not EXIT_YES. That nothing can
 * be told is an error only if @path or @required says that somebody wants to know.
 */
int run_events_refused(const struct vm_outcome *outcome, const char *path, bool required, bool quiet);

#endif
