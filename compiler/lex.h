/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policy text to lines of words. */
#ifndef HOLDFAST_COMPILER_LEX_H
#define HOLDFAST_COMPILER_LEX_H

#include "compiler/ast.h"
#include "base/diag.h"

struct lexer {
	const char *file;
	const char *at, *end;		/* what is still to be read */
	const char *line_start;		/* of the line of the text that @at is in */
	unsigned line;			/* its number */
	bool told_carriage_return;	/* once is enough for a text */
	struct arena *arena;
	struct diagnostics *diag;
};

/** struct line - a logical line: lines of the text that end in `\` are joined with the next */
struct line {
	struct word *words;	/* NULL if there is none */
	const char *comment;	/* from its `#`, without blanks at the end; NULL if there is none */
	struct place at;	/* of the first word, or of the comment */
	const char *start;	/* where its first line starts in the text, and the number of that */
	unsigned first;
};

/** lex_start - get ready to read @length bytes at @text, which outlive everything that is made of them */
void lex_start(struct lexer *lexer, const char *file, const char *text, size_t length,
	       struct arena *arena, struct diagnostics *diag);

/**
 * lex_line - the next logical line
 *
 * A line with an error in it is reported and passed over, as if it were not
 * there. Returns false at the end of the text.
 */
bool lex_line(struct lexer *lexer, struct line *line);

#endif
