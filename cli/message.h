/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the command says to people, apart from its results: one place, one form. */
#ifndef HOLDFAST_CLI_MESSAGE_H
#define HOLDFAST_CLI_MESSAGE_H

#include <stdbool.h>
#include <stdio.h>

/** message_colour - may colour go to @out? A terminal, and NO_COLOR unset or empty. */
bool message_colour(FILE *out);

/** message_error - `holdfast: error: ...` and a newline, to standard error */
void message_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** message_warning - `holdfast: warning: ...` and a newline, to standard error */
void message_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * message_error_words - an error in words that a function gave (base/file.h)
 * @error: malloc'd; freed here
 */
void message_error_words(char *error);

#endif
