/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Progress of anything that may take longer than two seconds: one line that
 * updates itself on a terminal, plain lines otherwise. To standard error.
 * Work that is over sooner leaves no trace.
 */
#ifndef HOLDFAST_CLI_PROGRESS_H
#define HOLDFAST_CLI_PROGRESS_H

#include <stddef.h>

struct progress;

/**
 * progress_start - something begins
 * @what: in words: "compiling 3 policies"; copied
 *
 * A thread of its own keeps the line moving, so that the work need not.
 */
struct progress *progress_start(const char *what);

/** progress_count - @done of @total units are done; @total 0: nobody knows how many */
void progress_count(struct progress *progress, size_t done, size_t total);

/** progress_step - what is being done now, behind what was said at the start */
void progress_step(struct progress *progress, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** progress_stop - it is over, well or not: removes the line and frees @progress; NULL is ignored */
void progress_stop(struct progress *progress);

#endif
