/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing text, and the escaping of names used in policies, events and messages. */
#ifndef HOLDFAST_BASE_TEXT_H
#define HOLDFAST_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
	char *bytes;		/* NUL-terminated once anything was added; NULL before */
	size_t length, space;
};

void text_add(struct text *text, const char *bytes, size_t length);
void text_puts(struct text *text, const char *string);
__attribute__((format(printf, 2, 3)))
void text_printf(struct text *text, const char *format, ...);
void text_free(struct text *text);

/**
 * text_quote - add @length bytes as a double-quoted string of an event line
 *
 * `"` and `\` get a backslash, bytes outside 0x20..0x7e become \xHH.
 */
void text_quote(struct text *text, const char *bytes, size_t length);

/**
 * text_unquote - read a string that text_quote() wrote
 * @from: points at the opening quote; set behind the closing one
 * @end: end of the input
 * @out: receives the bytes
 *
 * Returns false, with *@from at the offending byte, if it is malformed.
 */
bool text_unquote(const char **from, const char *end, struct text *out);

/** hex_value - what a hexadecimal digit stands for, -1 if it is none */
int hex_value(char digit);

#endif
