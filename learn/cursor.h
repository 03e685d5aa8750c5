/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading one line of the event stream (docs/events.md), value by value, with errors that point at the byte. */
#ifndef HOLDFAST_LEARN_CURSOR_H
#define HOLDFAST_LEARN_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diagnostics;

/* What to do where no reader could guess what was meant: kernels write no such thing. */
#define CURSOR_DAMAGED \
	"no kernel writes that, so the file was changed or damaged: record again, or fetch the file again"

/** struct cursor - a place in one line; after the first error it only fails */
struct cursor {
	const char *file;
	unsigned number;	/* of the line, from 1 */
	const char *line;	/* for messages and columns */
	const char *at;
	const char *end;	/* of the line, without its newline */
	struct arena *arena;	/* owns the strings that are taken */
	struct diagnostics *diag;
	bool failed;
};

/** cursor_fail - note an error about @width bytes at @at; always returns false */
bool cursor_fail(struct cursor *cursor, const char *at, size_t width, const char *advice,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));

/** cursor_word - the bytes up to the next blank or '=' or the end, which may be none; not consumed */
size_t cursor_word(const struct cursor *cursor);

/** cursor_key_is - is the next thing ` KEY=`? Nothing is consumed */
bool cursor_key_is(const struct cursor *cursor, const char *key);

/** cursor_key - take ` KEY=` */
bool cursor_key(struct cursor *cursor, const char *key);

/* Each takes ` KEY=` and a value of its kind. */
bool cursor_number(struct cursor *cursor, const char *key, uint64_t most, uint64_t *value);
/** cursor_bare - a bare word; *@length bytes at *@word, inside the line */
bool cursor_bare(struct cursor *cursor, const char *key, const char **word, size_t *length);
/**
 * cursor_string - a quoted string, unescaped into the arena
 *
 * One with a NUL in it is refused, but for `@abstract:…`, where NULs become the text `\x00`.
 */
bool cursor_string(struct cursor *cursor, const char *key, const char **string);

/** cursor_end - the line must be over */
bool cursor_end(struct cursor *cursor);

#endif
