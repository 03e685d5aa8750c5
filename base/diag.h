/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Diagnostics: the one place that formats an error about somebody's input.
 *
 *	web.policy:12:9: error: unknown verb `raed`
 *	        raed /etc/passwd
 *	        ^^^^
 *	  write `read` instead
 */
#ifndef HOLDFAST_BASE_DIAG_H
#define HOLDFAST_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/** struct diagnostic - one message; column 0 means the line, line 0 the file as a whole */
struct diagnostic {
	enum severity severity;
	char *file;
	unsigned line, column, width;
	char *what;		/* what is wrong */
	char *advice;		/* what to do; may be NULL */
	char *source;		/* the source line; may be NULL */
};

struct diagnostics {
	struct diagnostic *list;
	size_t count, space;
	size_t errors, warnings;
	bool overflow;		/* more than HF_MAX_ERRORS: the rest was not kept */
};

void diag_init(struct diagnostics *diag);
void diag_free(struct diagnostics *diag);

/**
 * diag_add - note a problem
 * @source: the line it is in (need not be NUL-terminated: ends at newline or NUL), or NULL
 * @advice: what to do about it, or NULL
 * @format: what is wrong, printf-style
 */
void diag_add(struct diagnostics *diag, enum severity severity, const char *file,
	      unsigned line, unsigned column, unsigned width, const char *source,
	      const char *advice, const char *format, ...)
	__attribute__((format(printf, 9, 10)));

/** diag_print - everything noted, in order, to @out; colour only if @colour */
void diag_print(const struct diagnostics *diag, FILE *out, bool colour);

#endif
