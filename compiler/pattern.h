/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Patterns over names: their syntax, and nothing about what they are used for.
 *
 * A pattern is kept as it was written, escapes included. The parser calls
 * pattern_check() once; after that pattern_expand() gives the same pattern as
 * alternatives without braces, and pattern_next() reads each of those as tokens.
 * Reading a checked pattern cannot fail.
 */
#ifndef HOLDFAST_COMPILER_PATTERN_H
#define HOLDFAST_COMPILER_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct text;

enum pattern_kind {
	PATTERN_END,		/* the pattern is over */
	PATTERN_BYTE,		/* exactly the byte @byte (an escape is already resolved) */
	PATTERN_ONE,		/* `?`: one byte but `/` */
	PATTERN_SET,		/* `[...]`: one byte of @set; `/` is never in it */
	PATTERN_STAR,		/* `*`: any number of bytes but `/`, also none */
	PATTERN_ANY,		/* `**`: any number of any bytes, also none */
	PATTERN_BELOW,		/* `/` + `**` before `/` or at the end: nothing, or `/` and any bytes */
	PATTERN_OPEN,		/* `{` */
	PATTERN_COMMA,		/* `,` inside braces */
	PATTERN_CLOSE,		/* `}` */
	PATTERN_BAD,		/* not a pattern; @what and @advice say why */
};

/** struct pattern_token - what pattern_next() found */
struct pattern_token {
	enum pattern_kind kind;
	uint8_t byte;
	uint64_t set[4];	/* byte b is bit b % 64 of set[b / 64] */
	const char *start;	/* the text of the token, inside the pattern */
	size_t length;
	const char *what;	/* PATTERN_BAD: constant strings */
	const char *advice;
};

/** struct pattern_reader - where reading stands; private to pattern_syntax.c */
struct pattern_reader {
	const char *at;
	unsigned depth;
};

/** pattern_start - get ready to read @pattern, NUL-terminated, which must outlive @reader */
void pattern_start(struct pattern_reader *reader, const char *pattern);

/**
 * pattern_next - the next token
 *
 * The pattern `/` has no tokens at all: the name of that directory is empty.
 * `/D/` + `**` is the bytes of `/D` and PATTERN_BELOW, and PATTERN_BELOW before `/` is
 * exactly what `/` + `**` + `/` means, so no other rule is needed for it. After
 * PATTERN_BAD there is no more to read. Brace tokens come only from patterns
 * that were not expanded.
 */
enum pattern_kind pattern_next(struct pattern_reader *reader, struct pattern_token *token);

/** struct pattern_fault - why a word is not a pattern */
struct pattern_fault {
	size_t offset, length;	/* bytes of the pattern to point at */
	const char *what;	/* constant strings */
	const char *advice;
};

/**
 * pattern_check - is @pattern well formed and able to match some name?
 *
 * Refuses also what can never match, since names hold no empty, `.` or `..`
 * component and no trailing `/`, and more than HF_MAX_BRACE_WORDS alternatives.
 * Returns false with @fault filled.
 */
bool pattern_check(const char *pattern, struct pattern_fault *fault);

/**
 * pattern_expand - the alternatives of a pattern that has braces
 * @pattern: passed pattern_check()
 * @count: set to the number of alternatives, at least 1
 *
 * Returns @count brace-free patterns in the order they are written (the
 * leftmost brace varies slowest), owned by @arena. A pattern without
 * braces comes back as itself.
 */
const char *const *pattern_expand(struct arena *arena, const char *pattern, size_t *count);

/** pattern_is_literal - true if a checked pattern matches one name only, and has no braces */
bool pattern_is_literal(const char *pattern);

/**
 * pattern_literal - the one name that a literal pattern matches
 *
 * Returns bytes owned by @arena with a NUL behind them, *@length of them (they may hold
 * NUL themselves); NULL if @pattern is not literal.
 */
char *pattern_literal(struct arena *arena, const char *pattern, size_t *length);

/**
 * pattern_escape - add a name to @out as a literal pattern, ready to be a word of a policy
 *
 * Blanks, quotes and control bytes become \xHH, so the word never needs quotes.
 * The empty name becomes `/`.
 */
void pattern_escape(struct text *out, const char *name, size_t length);

#endif
